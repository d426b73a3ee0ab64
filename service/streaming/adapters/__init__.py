"""Each stage's pure core as the shell sees it: bytes in, outputs and table writes out."""
