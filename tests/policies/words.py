"""The words that a policy must not have, and those that stand for what a test has as a literal."""
import re


def pattern(*alternatives):
    """Upper and lower case alike; a space is any space, a line's end too."""
    return re.compile("|".join(alternatives).replace(" ", r"\s+"), re.I)


# Numbers in figures and in words, and units: whoever needs one needs a parameter. `one` and `second` are words like others.
NUMBER = pattern(
    r"\d[\d.,]*|%",
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)\b",
    r"\b(?:seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b",
    r"\b(?:dozen|half|double|twice|thrice|triple|per ?cent)\b",
    r"\b(?:hours?|days?|weeks?|months?|quarters?|years?|hourly|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|overnight)\b")

# Times and names for which there is no parameter: how a policy says them, and how a test writes them.
LITERALS = [(pattern(phrase), literal) for phrase, literal in [
    ("within a day", r"\b24h\b"),
    ("in every quarter|its quarter", r"\bquarter\b|\bP3M\b"),
    ("in every half year", r"\bhalf\b"),
    ("half a year", r"\bP6M\b"),
    ("in the year before", r"\bP1Y\b"),
    ("in every month", r"\bmonth\b|\bP1M\b"),
    ("thirty days", r'duration\("30d"\)'),
    ("ninety days", r'duration\("90d"\)'),
    ("by the end of the day", r"\bP1D\b"),
    ("twice", r"\btimes\(2\)"),
    (r"TLS 1\.2", r"\"1\.2\""),
]]

# `significant change` is a record, `as many as` a comparison; any other use of these words says nothing.
VAGUE = pattern(
    r"\b(?:in)?(?:proper|appropriate|adequate|sufficient|suitable|reasonable|regular|periodic|routine|frequent|occasional)(?:al)?(?:ly)?\b",
    r"\b(?:prompt|immediate|quick|swift|general|typical|normal|usual|effective|efficient|relevant|material|careful|diligent)(?:ly)?\b",
    r"\b(?:sensible|meaningful|reasonably|suitably|timely|in time|in good time|soon|soonest|asap|without (?:undue )?delay)\b",
    r"\b(?:from time to time|at times|often enough|as (?:far as|needed|necessary|required|applicable|appropriate|possible))\b",
    r"\b(?:where|when|if|wherever|whenever) (?:needed|necessary|possible|applicable|feasible|practicable|required)\b",
    r"\b(?:should|ought|might|tr(?:y|ies) to|aims?|strives?|endeavours?|best (?:efforts?|practices?)|industry|state of the art)\b",
    r"\b(?:robust|strong|ensures?|minimi[sz]es?|various|several|few|some|etc|and so on|up[- ]to[- ]date|major|minor)\b",
    r"(?<!as\s)\bmany\b",
    r"\bsignificant(?:ly)?\b(?! changes?\b)")

PROMISE = pattern(r"\b(?:must|shall|will|has to|have to|always|never|guarantees?|undertakes?|commits? to)\b")
