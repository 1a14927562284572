"""A style sheet that is not read again for nothing."""

from textual.css.stylesheet import Stylesheet


class KeptStyles(Stylesheet):
    """Textual reads every style sheet anew at each change of place, in case the theme changed; this one only then."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._read_with = dict(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the theme's colours by name, and forget what was read with others."""
        if variables != self._read_with:
            self._read_with = dict(variables)
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what has not been read with these colours.

        Raises:
            StylesheetParseError: a style sheet is wrong.
        """
        self.parse()
