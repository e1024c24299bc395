"""The colours of the icons that conditional formats show, by the names that Excel and LibreOffice share."""

from __future__ import annotations

# The colours of the icons, from the lowest value on. 18.18.42; sets of one colour say nothing and are left out.
ICONS = {
    **dict.fromkeys(
        ("3Arrows", "3Flags", "3TrafficLights1", "3TrafficLights2", "3Signs", "3Symbols", "3Symbols2", "3Triangles"),
        ("red", "yellow", "green"),
    ),
    "4Arrows": ("red", "yellow", "yellow", "green"),
    "4TrafficLights": ("black", "red", "yellow", "green"),
    "4RedToBlack": ("black", "grey", "red", "red"),
    "5Arrows": ("red", "yellow", "yellow", "yellow", "green"),
}
NO_COLOUR = "no colour"
