"""A Word document as a tagged PDF, through LibreOffice."""
