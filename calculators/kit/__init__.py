"""What calculators are made of: typed inputs, report blocks, formats, charts and renderers."""
