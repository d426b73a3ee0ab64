"""Acts that are denied or imagined are not told as done, in whatever construction."""

from __future__ import annotations

from typing import Any

import pytest

from service.stages.extract.modality import read_modality
from service.stages.extract.nlp import LanguageModel
from service.stages.extract.words import anchor_of


def modality(model: LanguageModel, text: str, word: str) -> str:
    doc: Any = next(iter(model.docs([(text, [])])))
    trigger = next(t for t in doc if t.text == word)
    return read_modality(trigger, anchor_of(trigger)).modality


UNTOLD = [
    ("There was no truth in reports of a coup in Conakry.", "coup"),
    ("The embassy dismissed as rumour a report that gunmen had stormed the palace.", "stormed"),
    ("Officials in Amman called the report of an attack baseless.", "attack"),
    ("The general described reports of a massacre as lies.", "massacre"),
    ("Reports that the rebels had captured the town proved false.", "captured"),
    ("Reports of a bombing in Dhaka turned out to be false.", "bombing"),
    ("The raid on the airport never took place, the colonel said.", "raid"),
    ("No shots were fired at the crowd, the governor insisted.", "fired"),
    ("The march passed off without violence.", "violence"),
    ("The crowd dispersed without any arrests.", "arrests"),
    ("Not a single soldier was killed in the operation.", "killed"),
    ("Neither side attacked during the night.", "attacked"),
    ("The army said it had not shelled the hospital.", "shelled"),
    ("At no point did our troops fire on civilians, he said.", "fire"),
    ("Never have we tortured a prisoner, the warden said.", "tortured"),
    ("The junta has stopped short of arresting the bishop.", "arresting"),
    ("A bomb failed to explode outside the court in Bogota.", "explode"),
    ("Police foiled a plot to bomb the stadium.", "bomb"),
    ("Guards thwarted an attack on the refinery.", "attack"),
    ("Soldiers averted a massacre in the valley.", "massacre"),
    ("The bomb was defused before it could explode.", "explode"),
    ("The hunger strike was called off on Monday.", "strike"),
    ("The president stopped the army from attacking the port.", "attacking"),
    ("UN troops prevented an attack on the camp.", "attack"),
    ("The rebels were prevented from attacking the dam.", "attacking"),
    ("The militia was kept from storming the jail.", "storming"),
    ("The vote blocked the release of the prisoners.", "release"),
    ("The army blocked the delivery of aid to the town.", "delivery"),
    ("Israel ruled out talks with the movement.", "talks"),
    ("The rebels ruled out releasing the hostages.", "releasing"),
    ("The ministry denied reports that police had beaten students.", "beaten"),
    ("The ministry denied a report of clashes in the capital.", "clashes"),
    ("Damascus denied the accusation that it had sent arms to the militia.", "sent"),
    ("The company denied having paid the rebels.", "paid"),
    ("He denied ordering troops to fire on the miners.", "fire"),
    ("She denied that anybody had been tortured.", "tortured"),
    ("He pleaded not guilty to murdering the journalist.", "murdering"),
    ("The colonel pleaded not guilty to the murder of a priest.", "murder"),
    ("The court cleared the colonel of murdering a priest.", "murdering"),
    ("He was acquitted of killing two nuns.", "killing"),
    ("The report found no proof of an attack by the army.", "attack"),
    ("There has been no fighting since Sunday, the observers said.", "fighting"),
    ("The two men were not arrested, the sheriff said.", "arrested"),
    ("Witnesses said nobody attacked the ship.", "attacked"),
    ("The ministry said no attack had taken place.", "attack"),
    ("The army said there had been no air strike on the village.", "strike"),
    ("The talks did not take place as planned.", "talks"),
    ("Contrary to reports, the navy did not seize the tanker.", "seize"),
    ("The hijacking was a hoax, police in Oslo said.", "hijacking"),
    ("The attack was a false alarm, police in Quito said.", "attack"),
    ("The bank robbery was staged; nobody was taken hostage.", "taken"),
    ("Manila has no intention of expelling the envoy.", "expelling"),
    ("Riyadh is not considering sanctions against its neighbour.", "sanctions"),
    ("The premier rejected calls to resign.", "resign"),
    ("The premier rejected suggestions that he had ordered the killing.", "ordered"),
    ("Far from attacking the village, the troops protected it.", "attacking"),
    ("The soldiers held back from firing on the crowd.", "firing"),
    ("The attackers were unable to seize the station.", "seize"),
    ("The gunmen tried but failed to kidnap the consul.", "kidnap"),
    ("The alliance decided against bombing the bridge.", "bombing"),
    ("The judge refused to order the arrest of the senator.", "arrest"),
    ("The government held off imposing a curfew.", "imposing"),
    ("Chad has avoided sending troops across the border.", "sending"),
    ("The strike was averted at the last minute.", "strike"),
    ("Norway declined to join the boycott.", "boycott"),
    ("Troops are on alert in case the militia attacks the dam.", "attacks"),
    ("In the event of an attack, sirens will sound.", "attack"),
    ("Should the rebels attack, the army will respond.", "attack"),
    ("Were Turkey to invade, the Kurds would fight.", "invade"),
    ("Had the rebels attacked the capital, the government would have fallen.", "attacked"),
    ("If attacked, Iran will close the strait, the admiral said.", "attacked"),
    ("Rebels may have killed the mayor.", "killed"),
    ("The hostages might have been freed.", "freed"),
    ("Defeat will see the president impeached and perhaps jailed.", "jailed"),
    ("The plan would allow police to arrest reporters in Uganda.", "arrest"),
    ("Soldiers stood ready to fire on the crowd.", "fire"),
    ("Iran would respond with missiles if Israel attacked its reactors.", "attacked"),
    ("It would be a mistake to bomb the city, the envoy said.", "bomb"),
    ("Any attack on the island will be answered, he said.", "attack"),
    ("The envoy warned that troops could storm the church.", "storm"),
    ("Analysts doubt whether the generals will surrender.", "surrender"),
    ("It is unclear whether rebels killed the priest.", "killed"),
    ("Nobody knows if the army bombed the school.", "bombed"),
    ("Police are investigating whether the minister ordered the killing.", "ordered"),
    ("The inquiry will ask whether soldiers shot the boy.", "shot"),
    ("The ministry called on India not to test another missile.", "test"),
    ("The pope begged the kidnappers not to kill the nun.", "kill"),
    ("The mayor urged the crowd not to attack migrants.", "attack"),
    ("The union threatened to strike unless wages rose.", "strike"),
    ("The sheikh offered a reward for killing the author.", "killing"),
    ("He was charged with conspiring to murder the judge.", "murder"),
    ("She wants the army to leave the province.", "leave"),
    ("The army was ordered to shoot looters.", "shoot"),
    ("The general has the power to dissolve parliament.", "dissolve"),
    ("Residents feared that the army would attack.", "attack"),
    ("Villagers live in fear of being attacked.", "attacked"),
    ("Villagers fled for fear of being killed.", "killed"),
    ("The treaty bans testing nuclear weapons.", "testing"),
    ("The ship was equipped to attack submarines.", "attack"),
    ("The junta vowed to crush any uprising.", "uprising"),
    ("Rumours of a coup swept the capital.", "coup"),
    ("There is speculation about a cabinet resignation.", "resignation"),
    ("The threat of an invasion hung over the island.", "invasion"),
    ("The rebels lack the means to attack the capital.", "attack"),
    ("The embassy warned tourists they might be kidnapped.", "kidnapped"),
    ("The two armies came close to clashing on Monday.", "clashing"),
    ("As if soldiers had attacked it, the village lay empty.", "attacked"),
    ("The governor would have arrested them but for the protest.", "arrested"),
    ("Imagine that Russia invades tomorrow.", "invades"),
    ("What if the militia bombs the port?", "bombs"),
    ("The amnesty depends on the rebels surrendering.", "surrendering"),
    ("The deal hinges on the withdrawal of foreign troops.", "withdrawal"),
    ("It would be a disgrace if it emerged that police shot the students.", "shot"),
    ("If it turns out that soldiers killed the nuns, they will be tried.", "killed"),
    ("The minister will resign if it is found that officers beat the miners.", "beat"),
    ("Attacking the villages will only help the insurgents, the bishop said.", "Attacking"),
    ("Closing the border hurts the traders, the chamber said.", "Closing"),
    ("The militias chose to fight on rather than withdraw from the town.", "withdraw"),
    ("The court found the general not guilty of murder.", "murder"),
    ("He was found not guilty of murder.", "murder"),
]


@pytest.mark.parametrize(("text", "word"), UNTOLD, ids=[t for t, _ in UNTOLD])
def test_a_denied_or_imagined_act_is_not_told_as_done(
    model: LanguageModel, text: str, word: str
) -> None:
    assert modality(model, text, word) in {"negated", "hypothetical"}


TOLD = [
    ("Activists vowed to march, saying a violent crackdown had angered them.", "crackdown"),
    ("Officials said the outbreaks of fighting meant the truce had been scrapped.", "scrapped"),
    ("The army did not deny that it had shelled the village.", "shelled"),
    ("The minister did not dispute that troops had fired on the crowd.", "fired"),
    ("The ministry admitted that police had tortured the man.", "tortured"),
    ("Rebels did not only attack the town but burned it.", "attack"),
    ("It was not the first time that rebels had attacked the mine.", "attacked"),
    ("Not since the war had the army shelled the city.", "shelled"),
    ("No sooner had police fired gas than the crowd scattered.", "fired"),
    ("He could not prevent the attack on the embassy.", "attack"),
    ("Guards failed to stop the attack on the embassy.", "attack"),
    ("Police failed to prevent the killing of the mayor.", "killing"),
    ("Without warning the soldiers opened fire.", "fire"),
    ("The army could not stop rebels from seizing the town.", "seizing"),
    ("It emerged that police had shot the students.", "shot"),
    ("Storming the prison took the police three hours.", "Storming"),
    ("The court found the general guilty of murder.", "found"),
    ("The militia chose to withdraw rather than fight.", "withdraw"),
]


@pytest.mark.parametrize(("text", "word"), TOLD, ids=[t for t, _ in TOLD])
def test_a_denial_that_does_not_reach_the_act_leaves_it_told(
    model: LanguageModel, text: str, word: str
) -> None:
    assert modality(model, text, word) == "asserted"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A caretaker will take over after the president resigns.", "future"),
        ("A caretaker took over after the president resigned.", "asserted"),
        ("Envoys to meet after the president resigns.", "asserted"),
    ],
)
def test_a_present_tense_under_a_future_is_to_come(
    model: LanguageModel, text: str, found: str
) -> None:
    assert (
        modality(model, text, next(w for w in text.rstrip(".").split() if "resign" in w)) == found
    )
