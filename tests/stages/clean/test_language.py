"""The language is named where the text lets one say, and never guessed."""

import socket

import pytest

from service.stages.clean.language import language_of

TEXTS = {
    "en": "The army said on Sunday that it had retaken the town after two days of heavy fighting.",
    "es": "El ejército dijo el domingo que había recuperado la ciudad tras dos días de combates.",
    "fr": "L'armée a déclaré dimanche avoir repris la ville après deux jours de violents combats.",
    "ru": "Армия заявила в воскресенье, что вернула город после двух дней тяжёлых боёв.",
    "ar": "قال الجيش يوم الأحد إنه استعاد البلدة بعد يومين من القتال العنيف مع المتمردين هناك",
    "tr": "Ordu, iki gün süren şiddetli çatışmaların ardından pazar günü kasabayı geri aldı.",
    "zh": "军方星期日表示,经过两天的激烈战斗,政府军已经重新夺回了这座城镇,造成数十人死亡。",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items(), ids=TEXTS)
def test_a_paragraph_is_enough(code: str, text: str) -> None:
    assert language_of(text) == (code, None if code == "en" else "unsupported_language")


def test_upper_case_english_is_english() -> None:
    assert language_of(TEXTS["en"].upper()).code == "en"


def test_a_list_of_foreign_names_in_english_is_english() -> None:
    text = (
        "Among those killed were Nguyen Van Thanh, Siti Nurhaliza binti Ahmad and Jean-Luc Moreau."
    )
    assert language_of(text).warning is None


@pytest.mark.parametrize(
    "text", ["", "Lima", "12:30", "https://herald.example/a/b/c/d/e/f/g/h/i/j/k"]
)
def test_too_little_is_unknown(text: str) -> None:
    assert language_of(text) == (None, "language_unknown")


def test_the_producers_word_counts_when_the_text_says_nothing() -> None:
    assert language_of("Lima", hint="es-PE") == ("es", "language_unknown")


def test_a_foreign_caption_on_top_does_not_decide() -> None:
    assert language_of(TEXTS["es"] + "\n" + TEXTS["en"] * 60).code == "en"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert language_of(TEXTS["tr"]).code == "tr"
