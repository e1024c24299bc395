"""Excel's binary workbooks: container, records, a reader straight from them."""
