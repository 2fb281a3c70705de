// @ts-check
/*
 * The shape of what `escalation_calculator.wire` answers to a score request. Types only: nothing here runs.
 */

/** @typedef {{name: string, message: string, mend: string}} Problem an answer that cannot be used */
/** @typedef {{priority: string, code: string, name: string}} Badge */
/** @typedef {{label: string, text: string, href: string}} Way */
/** @typedef {{role: string, name: string, duty: string, ways: Way[]}} Deputy */
/** @typedef {{title: string, role: string, name: string, level: string, level_id: string, duty: string, local: string, ways: Way[], deputy: Deputy | null}} Owner */
/** @typedef {{text: string, role: string | null}} Mention a role's name, or the words between two */
/** @typedef {{label: string, time: string, distance: string, late: boolean, next: boolean}} ClockRow */
/** @typedef {{title: string, zone: string, rows: ClockRow[], then: string, counted: string, pauses: string, moves: string, note: string}} Clock */
/** @typedef {{name: string, answer: string, points: number | null, least: number, most: number, of: number, text: string}} Bar */
/** @typedef {{points: number, most: number, out_of: number, label: string, ticks: {priority: string, at_least: number}[]}} Scale */
/** @typedef {{name: string, answer: string, steps: {label: string, given: boolean, badges: Badge[], text: string}[]}} Axis */
/** @typedef {{id: string, title: string, status: "met" | "not_met" | "unknown", leads_to: string, because: string, needs: string}} Criterion */
/** @typedef {{name: string, question: string, tip: string, badge: Badge | null}} Decider */
/** @typedef {{title: string, text: string}} Callout */
/**
 * The answer in words, as `escalation_calculator.view.View` gives it.
 * @typedef {object} View
 * @property {"empty" | "open" | "scored"} state
 * @property {Badge[]} badges
 * @property {string} headline
 * @property {string} why
 * @property {Owner} owner
 * @property {string} called
 * @property {Mention[]} called_roles
 * @property {string} told
 * @property {Mention[]} told_roles
 * @property {string} away
 * @property {Clock} clock
 * @property {Scale | null} scale none with a table
 * @property {Bar[]} bars
 * @property {Axis[]} axes none with points
 * @property {string} basis what the points or the table say, in a few words
 * @property {Criterion[]} criteria
 * @property {string} criteria_count
 * @property {string} decide_title
 * @property {Decider[]} deciders
 * @property {string} decide_note
 * @property {Callout[]} callouts
 * @property {string} spoken
 */
/** @typedef {{text: string, name: string, filled: boolean}} Piece */
/**
 * A filled message, as `escalation_calculator.filling.MessageView` gives it.
 * @typedef {object} MessageView
 * @property {string} id
 * @property {string} title
 * @property {string} stage
 * @property {string} audience
 * @property {string} heading
 * @property {string} channel
 * @property {string[]} channels
 * @property {string} language
 * @property {string[]} languages
 * @property {string} direction
 * @property {Piece[]} subject
 * @property {Piece[][]} paragraphs
 * @property {string} text
 * @property {string[]} missing
 * @property {string} lacks
 * @property {number} words
 * @property {string} length
 * @property {string} too_long
 * @property {Ask[]} asks
 */
/** @typedef {{name: string, label: string, example: string, value: string, required: boolean, fault: string}} Ask */
/**
 * A message for all its channels, as `escalation_calculator.by_hand.Sheet` gives it.
 * @typedef {{facts: string, notices: string[], messages: MessageView[]}} Sheet
 */
/** @typedef {{id: string, name: string, required: boolean, given: boolean, where: string, redact: string}} EvidenceRow */
/** @typedef {{rows: EvidenceRow[], complete: boolean, missing: string[], count: string, text: string, note: string}} Evidence */
/** @typedef {{id: string, question: string, if_no: string, if_unknown: string}} Risk a question before a hotfix */
/**
 * What `escalation_calculator.wire` answers to a score request.
 * @typedef {object} Reply
 * @property {boolean} ok
 * @property {{message: string}[]} [errors]
 * @property {{close: object | null}} result
 * @property {View} view
 * @property {MessageView} message
 * @property {Evidence} evidence
 * @property {Risk[]} change_risk
 * @property {string} note the whole answer as text
 * @property {string} fragment
 * @property {string} link
 * @property {Problem[]} problems answers that could not be used
 * @property {string[]} notices what must be told of the link
 * @property {Record<string, string>} derived factors that follow from facts
 * @property {string} classified_local
 */
/** @typedef {{start: number, end: number, text: string}} Cause words of a ticket */
/**
 * What a ticket's text suggests, as `escalation_calculator.suggest.Suggestions` gives it.
 * @typedef {object} Suggestions
 * @property {{issue: string, name: string, area: string, causes: Cause[]}[]} issues
 * @property {{name: string, value: string | number, label: string, says: string, contradicted: boolean, causes: Cause[]}[]} answers
 * @property {string} notice
 */

export {};
