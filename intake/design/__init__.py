"""Programme designs, read from YAML with findings that name the line, the place and the way out."""

from intake.design.reading import Examination, examine_design, read_design

__all__ = ["Examination", "examine_design", "read_design"]
