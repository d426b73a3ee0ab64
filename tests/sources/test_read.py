"""Files, folders, standard input, pages and feeds give articles, or say why not."""

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from schemas.article import RawArticle
from service.sources import Fetched, Refused, read
from service.sources.web import fetch

STORY = "Fishermen blocked the harbour of Dakar on Wednesday in protest at a new licence fee."


def articles(found: Iterator[RawArticle | Refused]) -> list[RawArticle]:
    both = list(found)
    assert [entry for entry in both if isinstance(entry, Refused)] == []
    return [entry for entry in both if isinstance(entry, RawArticle)]


def refusal(found: Iterator[RawArticle | Refused]) -> str:
    (only,) = found
    assert isinstance(only, Refused)
    return only.reason


def test_a_text_file_keeps_its_line_ends_and_gives_its_name_as_id(tmp_path: Path) -> None:
    (tmp_path / "001.txt").write_bytes(f"Harbour\r\n\r\n{STORY}".encode())
    (found,) = articles(read([str(tmp_path / "001.txt")]))
    assert (found.id, found.body) == ("001.txt", f"Harbour\r\n\r\n{STORY}")


def test_the_given_outlet_and_date_fill_gaps_only(tmp_path: Path) -> None:
    lines = [{"body": STORY, "outlet": "The Herald"}, {"body": STORY, "published_at": "2018-02-14"}]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    one, two = articles(read([str(path)], outlet="The Post", published_at="2020-01-01"))
    assert (one.outlet, one.published_at) == ("The Herald", "2020-01-01")
    assert (two.outlet, two.published_at) == ("The Post", "2018-02-14")


def test_a_folder_gives_its_files_by_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "b.txt").write_text(STORY)
    (tmp_path / "a.html").write_text(f"<p>{STORY}</p>")
    (tmp_path / "in" / "c.jsonl.gz").write_bytes(
        gzip.compress(json.dumps({"body": STORY}).encode())
    )
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(STORY)
    found = articles(read([str(tmp_path)]))
    assert [entry.id for entry in found] == ["a.html", "b.txt", None]
    assert [entry.content_type for entry in found] == ["text/html", "text/plain", "text/plain"]


def test_a_json_file_holds_one_article_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"body": STORY, "id": 7}))
    (tmp_path / "two.json").write_text(json.dumps([{"body": STORY}, {"body": STORY}]))
    found = articles(read([str(tmp_path / "one.json"), str(tmp_path / "two.json")]))
    assert [entry.id for entry in found] == ["7", None, None]


def test_standard_input_is_read_line_by_line() -> None:
    stdin = [json.dumps({"body": STORY}).encode(), b"\n", b"not json\n"]
    good, bad = read(["-"], stdin=stdin)
    assert isinstance(good, RawArticle)
    assert isinstance(bad, Refused)
    assert bad.source == "-:3"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"Bogot\xe1", "not UTF-8"),
        ("a.txt", b"a\0b", "binary"),
        ("a.txt", b" \n", "no text"),
        ("a.txt", b"a" * 1_100_000, "more than"),
        ("a.html", b"\0\0", "binary"),
        ("a.json", b"{", "not JSON"),
        ("a.jsonl", b"[1]", "not a JSON object"),
        ("a.jsonl", b'{"title": "no body"}', "no text"),
        ("a.jsonl", b'{"body": ["a"]}', "body"),
        ("a.jsonl.gz", b"not gzip", "cannot be read"),
        ("a.jsonl.gz", gzip.compress(b'{"body": "x"}')[:-9], "cannot be read"),
        ("a.xml", b"<note>hello</note>", "no RSS"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    last = list(read([str(tmp_path / name)]))[-1]
    assert isinstance(last, Refused)
    assert reason in last.reason
    assert name in last.source


def test_a_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    missing, found = read([str(tmp_path / "none.txt"), str(tmp_path / "a.txt")])
    assert isinstance(missing, Refused)
    assert isinstance(found, RawArticle)


FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Herald</title>
<item><title>Harbour blocked</title><link>https://herald.example/1</link><guid>h-1</guid>
<pubDate>Wed, 14 Feb 2018 09:00:00 GMT</pubDate>
<description>&lt;p&gt;{STORY}&lt;/p&gt;</description></item>
<item><title>No text</title></item></channel></rss>""".encode()


def serve(content: bytes, content_type: str = "text/html"):  # type: ignore[no-untyped-def]
    return lambda url: Fetched(url, content_type, content)


def test_a_feed_gives_its_entries() -> None:
    url = "https://herald.example/rss"
    one, two = read([url], fetch=serve(FEED, "application/rss+xml"))
    assert isinstance(one, RawArticle)
    assert (one.id, one.url, one.outlet) == ("h-1", "https://herald.example/1", "The Herald")
    assert (one.title, one.published_at) == ("Harbour blocked", "2018-02-14T09:00:00+00:00")
    assert one.content_type == "text/html"
    assert two == Refused(f"{url}#2", "it has no text")


def test_a_page_gives_html_with_its_address_after_redirects() -> None:
    page = f"<meta charset='windows-1252'><p>{STORY} Bogotá.</p>".encode("cp1252")
    (found,) = articles(
        read(["http://h.example/a"], fetch=lambda _: Fetched("http://h.example/b", "", page))
    )
    assert (found.url, found.content_type) == ("http://h.example/b", "text/html")
    assert "Bogotá" in found.body


def test_other_media_are_refused() -> None:
    reason = refusal(read(["https://h.example/a.pdf"], fetch=serve(b"%PDF", "application/pdf")))
    assert "application/pdf" in reason


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://h.example/a", "gopher://h.example"])
def test_only_http_and_https_are_fetched(url: str) -> None:
    assert "only http and https" in refusal(read([url]))


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/page":
            self.answer(200, {"Content-Type": "text/html"}, f"<p>{STORY}</p>".encode())
        elif self.path == "/big":
            self.answer(200, {"Content-Type": "text/html"}, b"x" * 5000)
        elif self.path == "/file":
            self.answer(302, {"Location": "file:///etc/hostname"}, b"")
        elif self.path == "/round":
            self.answer(302, {"Location": "/round"}, b"")
        elif self.path == "/moved":
            self.answer(301, {"Location": "/page"}, b"")
        else:
            self.answer(404, {}, b"")

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_fetched_behind_a_redirect(site: str) -> None:
    (found,) = articles(read([f"{site}/moved"]))
    assert found.url == f"{site}/page"
    assert STORY in found.body


@pytest.mark.parametrize("path", ["/file", "/round", "/none"])
def test_bad_redirects_and_missing_pages_are_refused(site: str, path: str) -> None:
    assert "cannot be fetched" in refusal(read([site + path]))


def test_a_page_over_the_limit_is_given_up(site: str) -> None:
    with pytest.raises(ValueError, match="more than 4000 bytes"):
        fetch(f"{site}/big", max_bytes=4000)


def test_a_table_is_refused_and_not_read_as_one_long_article(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"title,body\nHarbour,{STORY}\n")
    assert "JSON lines" in refusal(read([str(tmp_path / "a.csv")]))


def test_an_article_without_a_body_is_told_where_its_text_belongs(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": STORY}))
    assert "`body`" in refusal(read([str(tmp_path / "a.json")]))
