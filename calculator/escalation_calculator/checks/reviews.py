"""The check of reviews: a role looks at a file again."""

from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Matrix
from escalation_calculator.reading import REVIEW

from .names import reference


def check_reviews(decoded: Decoded) -> None:
    """Report who is to look at a file again and is no role. Whether one is overdue is told by date."""
    matrix = decoded.one(Matrix)
    if matrix is None:
        return
    roles = [role.id for role in matrix.value.roles]
    for file, review in decoded.reviews.items():
        reference(decoded.readings[file], (REVIEW, "owner"), review.owner, roles, "role")
