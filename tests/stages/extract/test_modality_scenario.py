"""Acts of plans, scenarios, questions and judgements, and the same words of what was done."""

from __future__ import annotations

import pytest

from service.stages.extract.nlp import LanguageModel
from tests.stages.extract.test_modality_untold import modality


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Under the plan, Premier Karo resigns in May.", "resigns", "hypothetical"),
        ("Premier Karo resigned in May under a plan.", "resigned", "asserted"),
        ("And then Karo resigns and a council is named.", "resigns", "hypothetical"),
        ("There are legal hurdles before President Karo steps down.", "steps", "hypothetical"),
        ("There were delays before President Karo stepped down.", "stepped", "asserted"),
        ("Karo was expected to announce that he is stepping down.", "stepping", "future"),
        ("Karo announced that he is stepping down.", "stepping", "asserted"),
        ("We should see that the president steps down, he said.", "steps", "hypothetical"),
        ("Ana Roy called the station to say that rebels are holding her.", "holding", "asserted"),
        ("It was difficult to free the sailors.", "free", "hypothetical"),
        ("It is unwise to arrest the mayor.", "arrest", "hypothetical"),
        ("The deal made it harder to arrest rebels.", "arrest", "hypothetical"),
        ("It was wrong to bomb the village.", "bomb", "asserted"),
        ("Soldiers have better things to do than arresting students.", "arresting",
         "hypothetical"),
        ("Ministers talk about imposing a curfew.", "imposing", "hypothetical"),
        ("Togo is vulnerable to attacks by pirates.", "attacks", "hypothetical"),
        ("The cuts leave Togo open to more attacks.", "attacks", "hypothetical"),
        ("An attack on Togo was a certainty, he said.", "attack", "hypothetical"),
        ("The attack on Togo was a disaster, he said.", "attack", "asserted"),
        ("An attack on the city would bring chaos.", "attack", "hypothetical"),
        ("A meeting with the rebels would take place in May, he said.", "meeting", "future"),
        ("The bill would jail reporters.", "jail", "hypothetical"),
        ("The premier would jail reporters, he said.", "jail", "future"),
        ("The law stipulates that the king dissolves parliament.", "dissolves", "hypothetical"),
        ("The unions called off a march planned for Friday.", "march", "negated"),
        ("The unions announced a march planned for Friday.", "march", "future"),
        ("Do you think the president will resign?", "resign", "hypothetical"),
        ("Are you concerned about the mayor?", "concerned", "hypothetical"),
        ("The army is determined to seize the port.", "seize", "future"),
        ("The panels are meant to help the navy.", "help", "hypothetical"),
        ("The real battle must be fought in the streets.", "battle", "hypothetical"),
        ("The battle was fought in the streets.", "battle", "asserted"),
        ("She hardly spoke of the crisis and discussed trade.", "discussed", "asserted"),
        ("In the past, coups were carried out with tanks.", "coups", "historical"),
        ("Talks on the release of the hostages stalled.", "release", "hypothetical"),
        ("Togo hailed the release of the hostages.", "release", "asserted"),
        ("Anglers could find themselves prosecuted.", "prosecuted", "hypothetical"),
        ("The men were found killed near the river.", "killed", "asserted"),
        ("There are fears about people being killed.", "killed", "hypothetical"),
        ("They confirmed reports of people being killed.", "killed", "asserted"),
        ("Togo should stop bullying Chad and free the envoy.", "free", "hypothetical"),
        ("He could teach kings a lesson in how to apologise.", "apologise", "hypothetical"),
        ("The jury decides if a man is innocent or guilty.", "guilty", "hypothetical"),
        ("The premier is innocent until proven guilty.", "guilty", "hypothetical"),
        ("They will issue a declaration that the land is liberated.", "liberated", "future"),
        ("They issued a declaration that the land is liberated.", "liberated", "asserted"),
        ("The raid was seen as a warning to the rebels.", "warning", "hypothetical"),
        ("It will ask for more before signing the accord.", "signing", "future"),
        ("It asked for more before signing the accord.", "signing", "asserted"),
        ("Attacks of this kind warrant an investigation.", "investigation", "hypothetical"),
        ("If we protest we are jailed.", "jailed", "hypothetical"),
        ("It was a matter of time before attacks were mounted.", "attacks", "hypothetical"),
        ("Attacks were mounted before the truce was signed.", "signed", "asserted"),
        ("Togo demands cash before releasing the ship.", "releasing", "hypothetical"),
        ("He was questioned by police demanding a licence before being released.", "released",
         "asserted"),
        ("He is safe if and when he is extradited to Togo.", "extradited", "hypothetical"),
        ("Togo announced plans on Monday to free the crew.", "free", "hypothetical"),
        ("Togo should help and ensure that thieves are arrested.", "arrested", "hypothetical"),
        ("The president might say that he is sending troops.", "sending", "hypothetical"),
    ],
)  # fmt: skip
def test_how_it_is_told(model: LanguageModel, text: str, word: str, found: str) -> None:
    assert modality(model, text, word) == found
