"""Templates: names, filters, what is said of an unknown name, and that a template can do no harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_support import small_report

from rsplan.documents.templating.filters import plain_text
from rsplan.documents.templating.jinja import TemplateEnvironment
from rsplan.documents.templating.names import names
from rsplan.documents.templating.running import render
from rsplan.documents.templating.values import Figure, Rate, Words
from rsplan.findings.finding import ConfigurationError


def nowhere(line: int | None) -> str:  # noqa: ARG001
    """No place."""
    return ""


def rendered(source: str) -> str:
    """The source with its tags carried out on the small report."""
    return render(environment(), source, "mall", lambda line: f"rad {line}" if line else "")


def environment() -> TemplateEnvironment:
    """An environment that shows values as their text."""
    return TemplateEnvironment(names(small_report()), plain_text)


def complaint(source: str) -> str:
    """What is said of a template that is wrong."""
    with pytest.raises(ConfigurationError) as caught:
        rendered(source)
    return str(caught.value)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ activities }}", "1\u00a0294"),
        ("{{ activities.delayed }}", "12"),
        ("{{ activities.delayed | ord }}", "12"),
        ("{{ activities.delayed | ord(till=12) }}", "tolv"),
        ("{{ activities.completed | ord }} aktivitet", "en aktivitet"),
        ("{{ assignments.green | ord }}", "två"),
        ("{{ activities.completed | ord('ett') }}", "ett"),
        ("{{ activities.delayed | stor }} är försenade", "Tolv är försenade"),
        ("{{ sentences.assignments | stor }}.", "Två av uppdragen är uppfyllda och 27 delvis uppfyllda."),
        ("{{ activities.completed | böj('är försenad', 'är försenade') }}", "är försenad"),
        ("{{ activities.by_unit.hr_avdelningen.delayed }}", "1"),
        ("{{ activities.delayed + activities.completed }}", "13"),
        ("{{ (assignments.green / assignments.total * 100) | procent(1) }}", "6,9\u00a0%"),
        ("{{ activities.delayed / 2.5 }}", "4,8"),
        ("{{ 0.5 * activities.delayed }}", "6"),
        ("{{ 100.5 - activities.delayed }}", "88,5"),
        ("{{ 26000000 | kronor }}", "26\u00a0miljoner kronor"),
        ("{{ year + 1 }}", "2026"),
        ("{{ period.month }} {{ year }}", "april 2025"),
        ("{{ date }} {{ date | datum }}", "2025-05-12 den 12 maj 2025"),
        ("{{ proposer | genitiv }} förslag", "Regiondirektörens förslag"),
        ("{{ copies_to | lista }}", "HR-direktör och Ekonomidirektör"),
        ("{{ copies_to | join('; ') }}", "HR-direktör; Ekonomidirektör"),
        ("{% if activities.delayed > 10 %}många{% else %}få{% endif %}", "många"),
        (
            "{% for role in signatories %}{{ loop.index }} {{ role }} {% endfor %}",
            "1 Regiondirektör 2 Regionstabschef ",
        ),
        ("{{ headings.annan | default('Uppdrag') }}{{ 'x' if sentences.annan is defined }}", "Uppdrag"),
        ("{{ 'a' ~ activities.delayed ~ 'b' }}", "a12b"),
        ("{{ activities.delayed.label }}", "activities.delayed"),
        ("{% set ns = namespace(n=1) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}", "2"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m('a') }}", "<a>"),
    ],
)
def test_a_template_says_what_the_report_knows(source: str, text: str) -> None:
    assert rendered(source) == text


def test_a_value_remembers_the_expression_that_renews_it() -> None:
    shown: list[object] = []
    noted = TemplateEnvironment(names(small_report()), lambda value: shown.append(value) or "")
    source = (
        "{{ activities.delayed }}{{ activities.delayed | ord('n', 12) | stor }}"
        "{{ (activities.delayed + activities.completed) | ord }}"
        "{{ (assignments.green / assignments.total * 100) | procent(1) }}{{ sentences.assignments | stor }}"
    )
    render(noted, source, "mall", nowhere)
    computed = [value for value in shown if isinstance(value, Figure | Rate | Words)]
    assert [value.expression for value in computed] == [
        "activities.delayed",
        "activities.delayed|ord('n', 12)|stor",
        "(activities.delayed + activities.completed)|ord",
        "((assignments.green / assignments.total) * 100)|procent(1)",
        "sentences.assignments|stor",
    ]
    again = [rendered(f"{{{{ {value.expression} }}}}") for value in computed]
    assert again == [plain_text(value) for value in computed]
    assert computed[2].facts == ("activities.delayed", "activities.completed")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("\n\n{{ activities.delyed }}", 'rad 3: okänt namn "activities.delyed". Menade du "activities.delayed"?'),
        ("{{ aktiviteter.delayed }}", 'okänt namn "aktiviteter"'),
        ("{{ diarienumer }}", 'Menade du "diarienummer"?'),
        ("{{ sentences.asignments }}", 'Menade du "sentences.assignments"?'),
        ("{% if activities.delyed > 3 %}x{% endif %}", 'Menade du "activities.delayed"?'),
        ("{{ activities.by_unit }}", '"activities.by_unit" är en grupp'),
        ("{{ activities.delayed | odr }}", 'filtret "odr" finns inte. Menade du "ord"?'),
        ("{% if activities.delayed %}", "rad 1"),
        ("{{ activities. }}", "inte hel eller rätt skriven"),
        ("{{ copies_to }}", "Listor visas med"),
        ("{{ activities.delayed / 0 }}", "delar med noll"),
        ("{% include 'x' %}", '"include" går inte att använda'),
    ],
)
def test_what_is_wrong_is_said_with_the_place_and_the_nearest_name(source: str, said: str) -> None:
    assert said in complaint(source)


HARMFUL = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ activities.delayed.__class__ }}",
    "{{ namespace.__init__ }}",
    "{{ 'a'.format }}",
    "{{ 'abc'.center(10 ** 9) }}",
    "{{ activities['__class__'] }}",
    "{{ self }}",
    "{{ lipsum(10000) }}",
    "{{ ''|attr('__class__') }}",
    "{{ 'a' * 10 ** 10 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 'a' + 'b' }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ [1] * 10 ** 9 }}",
    "{{ range(99999999) | lista }}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
    "{% set ns = namespace(a='aaaaaaaaaa') %}{% for i in range(60) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}",
    "{% set n = namespace(a='aa') %}{% for i in range(60) %}{% set n.a %}{{ n.a }}{{ n.a }}{% endset %}{% endfor %}",
    "{% set ns = namespace(a=9) %}{% for i in range(60) %}{% set ns.a = ns.a * ns.a %}{% endfor %}",
    "{% set n = namespace(a='aaaaaaaaa') %}{% for i in range(9) %}{% set n.a = n.a|replace('a', n.a) %}{% endfor %}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% for a in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "{{ " + "(" * 5_000 + ")" * 5_000 + " }}",
    "{% for a in [1] %}" * 60 + "{% endfor %}" * 60,
    "{% for a in range(9999) %}{{ range(9999) | join('aaaaaaaaaa') }}{% endfor %}",
    "{% for a in range(9999) %}{{ range(9999) | sort | list | sum }}{% endfor %}",
]


@pytest.mark.parametrize("source", HARMFUL)
def test_a_harmful_template_is_stopped_with_its_place(source: str) -> None:
    begun = time.process_time()
    assert "mall" in complaint(source)
    assert time.process_time() - begun < 18


@given(st.integers(min_value=0, max_value=10**6))
def test_counts_agree_and_never_start_a_sentence_with_a_digit(number: int) -> None:
    figure = Figure(number, "activities.delayed", ("activities.delayed",), gender="n")
    shown: list[object] = []
    noted = TemplateEnvironment({"n": figure}, lambda value: shown.append(value) or "")
    render(noted, "{{ n | stor }}{{ n | böj('försenad', 'försenade') }}", "mall", nowhere)
    assert not str(shown[0])[0].isdigit()
    assert str(shown[1]) == ("försenad" if number == 1 else "försenade")


@pytest.mark.parametrize(
    ("source", "expression"),
    [("0.5 * activities.delayed", "0.5 * activities.delayed"), ("activities.delayed / 2.5", "activities.delayed / 2.5"),
     ("1.5 + activities.delayed", "1.5 + activities.delayed"),
     ("-0.5 * activities.delayed", "-0.5 * activities.delayed")],
)  # fmt: skip
def test_what_is_reckoned_with_decimals_stays_computed(source: str, expression: str) -> None:
    shown: list[Rate] = []
    made = TemplateEnvironment(names(small_report()), lambda value: shown.append(value) or "")
    render(made, f"{{{{ {source} }}}}", "mall", nowhere)
    (value,) = shown
    assert (value.expression, value.facts) == (expression, ("activities.delayed",))
