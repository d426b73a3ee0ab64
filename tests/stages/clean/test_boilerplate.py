"""Lines and runs that are no story are marked, and the story is not."""

import pytest

from service.stages.clean.boilerplate import boilerplate
from service.stages.clean.lines import lines_of

STORY = "Gunmen attacked a police post near Maiduguri on Tuesday, killing two officers."


def marked(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in boilerplate(text, lines_of(text))]


LINES = {
    "Share": "share",
    "Share on Facebook": "share",
    "Follow us on Twitter": "share",
    "Facebook Twitter WhatsApp Email": "share",
    "1.2K shares": "share",
    "Advertisement": "advertisement",
    "Story continues below advertisement": "advertisement",
    "ADVERTISEMENT - CONTINUE READING BELOW": "advertisement",
    "Photo by: Reuters": "caption",
    "(Photo: AFP/Amina Diallo)": "caption",
    "Image copyright Getty Images": "caption",
    "FILE - Soldiers guard a bridge in Juba, South Sudan, May 4, 2014.": "caption",
    "[AFP]": "caption",
    "Villagers wait for water near Wajir, Kenya [Reuters]": "caption",
    "Rescue workers search a collapsed house in Izmir. REUTERS/Deniz Aydin": "caption",
    "WATCH: Protesters march in Caracas": "video",
    "Video: How the truce fell apart": "video",
    "Media playback is unsupported on your device": "video",
    "Read more: Who are the rebels of Cabo Delgado?": "related",
    "READ ALSO: Senate rejects budget": "related",
    "Related: A timeline of the border war": "related",
    "Jump to Original Entry": "related",
    "https://herald.example/world/1234": "related",
    "Sign up for our daily newsletter": "newsletter",
    "Subscribe to our channel": "newsletter",
    "© 2016 The Herald. All rights reserved.": "copyright",
    "Copyright 2009 The Herald Company": "copyright",
    "This material may not be published, broadcast, rewritten or redistributed.": "copyright",
    "12 Comments": "comment",
    "Leave a reply": "comment",
    "We use cookies to improve your experience.": "cookie",
    "Updated 14:30 GMT": "timestamp",
    "Last updated: 3 March 2016 at 09:15": "timestamp",
    "Monday, March 7, 2016": "timestamp",
    "3 hours ago": "timestamp",
    "By Amina Diallo, Reuters": "byline",
    "By Our Staff Correspondent": "byline",
    "(Reporting by Amina Diallo in Dakar; Editing by Jo Brook)": "byline",
    "Amina Diallo contributed to this report.": "byline",
    "Herald and agencies": "byline",
    "AFP": "byline",
    "-30-": "other",
    "(CONTINUED)": "other",
    "* * *": "other",
}


@pytest.mark.parametrize(("line", "kind"), LINES.items(), ids=LINES)
def test_a_line_is_marked_by_its_kind(line: str, kind: str) -> None:
    text = f"{STORY}\n\n{line}\n\n{STORY}"
    assert marked(text) == [(kind, line)]


STORIES = [
    "By Tuesday the rebels had left the town and the army moved in.",
    "Watch groups said the vote in Lusaka was fair.",
    "Follow-up talks in Doha ended without a deal.",
    "Photographers were beaten by police outside the court.",
    "Comments by the minister angered the opposition on Friday.",
    "Related protests broke out in three other cities.",
    "Reuters reported that the envoy had left Sanaa.",
    "More than 40 people were killed when a bomb exploded at a market.",
    "Share prices fell after the coup attempt in Ankara.",
    "Updated rules will let police search homes without a warrant.",
    "From Kabul, the minister flew to Tashkent for talks.",
    "Next week, the two sides will meet in Muscat.",
    "Subscribers to the theory say that the army staged the attack.",
    "Email records show that the general ordered the raid.",
    "Video footage showed soldiers firing into the crowd.",
    "Also on Monday, a mortar shell hit a school in Donetsk.",
    "The president (left) and the general shook hands, and the war was over.",
    "Home Affairs Minister Jo Brook resigned on Sunday.",
    "Continue the fight, the commander told his men.",
    "See you in court, the opposition leader told the governor.",
]


@pytest.mark.parametrize("line", STORIES)
def test_a_sentence_that_begins_like_boilerplate_is_not_marked(line: str) -> None:
    assert marked(f"{STORY}\n{line}\n{STORY}") == []


REPORTERS = ", ".join(["Radio Volta's Ama B. Owusu", *["Yaa Boateng"] * 12])
RUNS = {
    f"{REPORTERS} in Accra and journalist Kofi Mensah contributed to this report.": "byline",
    "(Photo: AFP/Amina Diallo)": "caption",
    "[Reuters]": "caption",
    "(AP Photo/Amina Diallo)": "caption",
    "(Editing by Jo Brook)": "byline",
    "Click here to read the full report.": "related",
    "All rights reserved.": "copyright",
    "You agree that anything you post may be used under our terms.": "comment",
    "Notify me of new posts via email.": "comment",
}


@pytest.mark.parametrize(("run", "kind"), RUNS.items(), ids=RUNS)
def test_a_run_inside_a_paragraph_is_marked_alone(run: str, kind: str) -> None:
    assert marked(f"{STORY} {run} {STORY}") == [(kind, run)]


def test_who_gave_something_to_a_report_is_no_credit() -> None:
    told = f"{STORY} " * 4
    assert not marked(f"{told}Ghana contributed to this report with a long dossier.")
    assert marked(f"{told}Ama Owusu contributed to this report.")


def test_an_unpunctuated_line_under_a_credit_is_its_caption() -> None:
    caption = "Foreign ministers of the two countries shake hands before talks in Muscat"
    text = f"Talks open\n\nPhoto by: AP\n\n{caption}\n\n{STORY}"
    assert ("caption", caption) in marked(text)


def test_a_paragraph_under_a_credit_is_story() -> None:
    assert marked(f"Photo by: AP\n\n{STORY}") == [("caption", "Photo by: AP")]


def test_headlines_after_a_leader_are_related_until_a_sentence() -> None:
    text = f"{STORY}\nMore on this story\nSenate rejects budget\nCourt frees editor\n{STORY}"
    assert [kind for kind, _ in marked(text)] == ["related", "related", "related"]


def test_spans_are_in_order_and_do_not_overlap() -> None:
    text = "\n".join([*LINES, STORY, *(f"{STORY} {run}" for run in RUNS)])
    spans = boilerplate(text, lines_of(text))
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
