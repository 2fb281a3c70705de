"""`serve`: what its server answers, when it builds, and what open pages are told."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading

import pytest

from escalation_playbook.preview import Board, News, Server, is_hashed, locate
from escalation_playbook.report import Located
from escalation_playbook.serve import Outcome, PortError, _news, serve
from escalation_playbook.watch import changes
from site_standin import save

WRONG = Located(
    path="playbook/criteria.yml",
    line=41,
    column=11,
    end_column=18,
    severity="error",
    code="unknown-factor",
    message="There is no factor “severty”.",
    mend="Did you mean “severity”?",
    source_line="  factor: severty",
    above=("when:",),
)


@pytest.fixture
def folder(tmp_path):
    """A site of a few files, and one beside it that must never be given away."""
    site = tmp_path / "site"
    for name, content in {
        "index.html": "<head></head>home",
        "404.html": "<head></head>not here",
        "criteria/index.html": "<head></head>criteria",
        "assets/ep/engine.mjs": "export {}",
        "assets/main.57a0d79d.min.css": "p{}",
        "engine.wasm": "\0asm",
        "data.json": "{}",
        "empty/.keep": "",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content)
    (tmp_path / "secret.txt").write_text("secret")
    (site / "out").symlink_to(tmp_path / "secret.txt")
    return site


@pytest.fixture
def ask(folder):
    """Ask a running server; gives the status, the head and the body."""
    board = Board(news=News(version="7", built="15:01:48"))
    server = Server(0, folder, board, "/escalation/")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def get(path, method="GET", **head):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)) as line:
            line.request(method, path, headers=head)
            answer = line.getresponse()
            return answer.status, dict(answer.headers), answer.read().decode()

    get.board, get.port = board, server.server_address[1]
    with server:
        yield get
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", "index.html"),
        ("/criteria/", "criteria/index.html"),
        ("/index.html", "index.html"),
        ("/assets/ep/engine.mjs", "assets/ep/engine.mjs"),
        ("/assets/ep/engine.mjs/", None),
        ("/empty/", None),
        ("/nothing", None),
        ("/../secret.txt", None),
        ("/criteria/../../secret.txt", None),
        ("/..\\secret.txt", None),
        ("/out", None),
        ("/\0", None),
        ("//etc/passwd", None),
        ("/C:/secret.txt", None),
        (f"/{'a' * 300}", None),
        (f"/{'a/' * 3000}", None),
    ],
)
def test_only_files_of_the_site_are_found(folder, path, found):
    """An address gives a file of the site or nothing, whatever it holds."""
    assert locate(folder, path) == (found and folder / found)


def test_a_folder_wants_its_slash(folder):
    """Else relative addresses in its page would be wrong; the new address never leaves this server."""
    assert locate(folder, "/criteria") == "/criteria/"
    assert locate(folder, "//criteria") == "/criteria/"


@pytest.mark.parametrize(
    ("name", "hashed"),
    [
        ("assets/main.57a0d79d.min.css", True),
        ("assets/engine/0123456789abcdef/python.zip", True),
        ("pagefind/pagefind.en_9424ece514.pf_meta", True),
        ("assets/ep/ep.css", False),
        ("kb/2025-11-13-case/index.html", False),
        ("assets/ep/facade.mjs", False),
        ("assets/deadbeef.mjs", False),
    ],
)
def test_names_with_a_hash_are_kept_for_good(tmp_path, name, hashed):
    """A word that happens to be spelt with the letters a to f is no hash."""
    assert is_hashed(tmp_path / name, tmp_path) is hashed


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/criteria/?q=1", 200, "text/html; charset=utf-8"),
        ("/escalation/criteria/", 200, "text/html; charset=utf-8"),
        ("/nothing", 404, "text/html; charset=utf-8"),
        ("/assets/ep/engine.mjs", 200, "text/javascript; charset=utf-8"),
        ("/engine.wasm", 200, "application/wasm"),
        ("/data.json", 200, "application/json"),
        ("/assets/main.57a0d79d.min.css", 200, "text/css; charset=utf-8"),
        ("/_ep/serve.mjs?version=7", 200, "text/javascript; charset=utf-8"),
        ("/_ep/serve.css", 200, "text/css; charset=utf-8"),
        ("/_ep/../serve.py", 404, "text/html; charset=utf-8"),
    ],
)
def test_answers_have_the_right_type(ask, path, status, kind):
    """A browser runs no module and compiles no WebAssembly of another type."""
    found, head, _ = ask(path)
    assert (found, head["Content-Type"]) == (status, kind)


def test_pages_get_the_script_that_loads_them_again(ask):
    """At the time of the answer; the file of the site stays as it is."""
    assert ask("/")[2] == '<head><script type="module" src="/_ep/serve.mjs?version=7"></script></head>home'
    assert ask("/nothing")[2].endswith("</head>not here")


def test_files_are_asked_for_again_and_sent_once(ask):
    """The second time the answer is that nothing changed; files with a hash in their name are not asked for again."""
    _, head, _ = ask("/assets/ep/engine.mjs")
    assert head["Cache-Control"] == "no-cache"
    status, _, body = ask("/assets/ep/engine.mjs", **{"If-None-Match": head["ETag"]})
    assert (status, body) == (304, "")
    assert "immutable" in ask("/assets/main.57a0d79d.min.css")[1]["Cache-Control"]


def test_the_head_alone_can_be_asked_for(ask):
    """With the length of what a full answer would hold."""
    status, head, body = ask("/data.json", method="HEAD")
    assert (status, head["Content-Length"], body) == (200, "2", "")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil", ""])
def test_other_names_for_this_machine_are_refused(ask, host):
    """A page elsewhere must not read the playbook through a name of its own that points here."""
    assert ask("/", Host=host)[0] == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "[::1]:8000"])
def test_its_own_names_are_answered(ask, host):
    """With any port, since one may be forwarded."""
    assert ask("/", Host=host)[0] == 200


def test_without_a_site_a_bare_page_waits_for_one(tmp_path):
    """It holds the script that shows what is wrong."""
    server = Server(0, tmp_path / "site", Board(news=News(version="1", built="")))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    with server, contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.server_address[1])) as line:
        line.request("GET", "/criteria/")
        answer = line.getresponse()
        assert answer.status == 503
        assert "/_ep/serve.mjs?version=1" in answer.read().decode()
        server.shutdown()


def test_open_pages_are_told_the_news_and_each_change_of_it(ask):
    """At once what is so now, then what changes."""
    with socket.create_connection(("127.0.0.1", ask.port), timeout=30) as line, line.makefile("rb") as lines:
        line.sendall(b"GET /_ep/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        told = (json.loads(text[6:]) for text in lines if text.startswith(b"data: "))
        news = next(told)
        assert (news["version"], news["built"], news["failed"], news["mistakes"]) == ("7", "15:01:48", False, [])
        ask.board.post(News(version="8", built="15:02:00"))
        assert next(told)["version"] == "8"


# --- what open pages are told of a build ---


def test_a_good_build_is_a_new_version():
    """Pages of the old one load themselves again."""
    last = News(version="7", built="15:01:48", failed=True)
    news = _news(last, Outcome(diagnostics=[], built=True))
    assert news.version != "7"
    assert re.fullmatch(r"\d\d:\d\d:\d\d", news.built)
    assert not news.failed


def test_a_failed_build_tells_its_errors_over_the_old_version():
    """Errors only, with the lines and the caret as in the terminal; what steers a terminal is made visible."""
    last = News(version="7", built="15:01:48")
    others = [
        Located(**{**vars(WRONG), "severity": "warning"}),
        Located(**{**vars(WRONG), "line": 0, "message": "\u202ex", "mend": "", "source_line": "", "above": ()}),
    ]
    news = _news(last, Outcome(diagnostics=[WRONG, *others], built=False))
    assert (news.version, news.built, news.failed) == ("7", "15:01:48", True)
    assert [dict(mistake) for mistake in news.mistakes] == [
        {
            "path": "playbook/criteria.yml",
            "place": "playbook/criteria.yml:41:11",
            "code": "unknown-factor",
            "text": "There is no factor “severty”. Did you mean “severity”?",
            "excerpt": ["  40 | when:", "  41 |   factor: severty", "     |           ^^^^^^^"],
        },
        {
            "path": "playbook/criteria.yml",
            "place": "playbook/criteria.yml",
            "code": "unknown-factor",
            "text": "<U+202E>x",
            "excerpt": [],
        },
    ]


# --- watching ---


@pytest.fixture
def unhurried(monkeypatch):
    """On a busy machine a writer may be kept waiting between two steps of one save for longer than people do."""
    monkeypatch.setattr("escalation_playbook.watch._QUIET", 1.0)
    monkeypatch.setattr("escalation_playbook.watch._LONGEST", 20.0)


@pytest.mark.usefixtures("unhurried")
def test_one_save_is_one_change(tmp_path):
    """However many steps an editor takes; its own files do not count, and neither does reading."""
    (tmp_path / "playbook").mkdir()
    model = tmp_path / "playbook" / "model.yml"
    model.write_text("a")
    (tmp_path / "mkdocs.yml").write_text("a")
    with changes([tmp_path / "playbook", tmp_path / "kb", tmp_path / "mkdocs.yml"]) as wait:
        model.read_text()
        for name in (".model.yml", "#model.yml#", "model.yml.swp", "model.tmp", "model.pyc", "4913"):
            (tmp_path / "playbook" / name).write_text("x")
        (tmp_path / "other.txt").write_text("x")
        model.write_text("b")
        model.write_text("c")
        assert wait() == [model]
        beside = tmp_path / "playbook" / "model.yml~"
        beside.write_text("d")
        beside.replace(model)  # as editors save
        assert wait() == [model]
        (tmp_path / "mkdocs.yml").write_text("b")
        assert wait() == [tmp_path / "mkdocs.yml"]


@pytest.mark.usefixtures("unhurried")
def test_a_folder_that_comes_back_is_watched_again(tmp_path):
    """It may come later, or go and come as another branch is checked out."""
    folder = tmp_path / "kb"
    with changes([folder]) as wait:
        for _ in range(2):
            folder.mkdir()
            assert wait() == [folder]
            (folder / "a.yml").write_text("a")
            assert wait() == [folder / "a.yml"]
            (folder / "a.yml").unlink()
            folder.rmdir()
            assert folder in wait()


# --- the whole ---

PROGRAM = """
import sys, pathlib, signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests may run where interrupts are ignored
from escalation_playbook.serve import Outcome, serve
root = pathlib.Path(sys.argv[1])
def rebuild():
    text = (root / "playbook" / "a.yml").read_text()
    if "bug" in text:
        raise RuntimeError("a mistake of the program")
    if "wrong" in text:
        print("it is wrong")
        return Outcome(diagnostics=[], built=False)
    (root / "site").mkdir(exist_ok=True)
    (root / "site" / "index.html").write_text("<head></head>" + text)
    return Outcome(diagnostics=[], built=True)
serve(root, root / "site", rebuild, watch=[root / "playbook"], tell=lambda line: print(line, flush=True),
      port=int(sys.argv[2]))
"""


def test_the_last_ports_are_tried_and_no_further(tmp_path):
    """Where no port is free it ends with a sentence, also at the end of all numbers."""
    told = []
    with socket.create_server(("127.0.0.1", 65_535)), pytest.raises(PortError, match="from 65535 to 65535"):
        serve(tmp_path, tmp_path / "site", list, watch=[tmp_path / "playbook"], tell=told.append, port=65_535)
    assert told == ["Port 65535 is taken by another program."]


def test_serve_builds_on_save_and_ends_quietly(tmp_path):
    """The port is taken: the next one is. A bad save leaves the site; an interrupt ends it with code 0."""
    (tmp_path / "playbook").mkdir()
    file = tmp_path / "playbook" / "a.yml"
    file.write_text("one")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = subprocess.Popen(
            [sys.executable, "-u", "-c", PROGRAM, str(tmp_path), str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:

            def until_address():
                """Lines up to the address, which is the last after each build."""
                lines = []
                for line in run.stdout:
                    lines.append(line.strip())
                    if line.startswith("http"):
                        return lines
                raise AssertionError(lines)

            first = until_address()
            assert first[0] == f"Port {port} is taken by another program."
            assert re.fullmatch(r"Built in \d+\.\d s\.", first[-2])
            site = tmp_path / "site" / "index.html"
            save(file, "wrong")
            assert until_address()[:3] == ["", "playbook/a.yml", "it is wrong"]
            assert site.read_text().endswith("one")
            save(file, "bug")
            assert "RuntimeError: a mistake of the program" in until_address()
            save(file, "two")
            until_address()
            assert site.read_text().endswith("two")
            run.send_signal(signal.SIGINT)
            assert run.wait(timeout=30) == 0
            assert "Traceback" not in run.stdout.read()
        finally:
            run.kill()
            run.wait()
            run.stdout.close()
