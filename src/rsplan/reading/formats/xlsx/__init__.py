"""Excel's XML workbooks: parts, fills, a second reader and a count straight from the XML."""
