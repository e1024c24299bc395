"""OpenDocument spreadsheets, straight from their XML."""
