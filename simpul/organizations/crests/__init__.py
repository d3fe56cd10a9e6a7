"""Pictures that may become a crest: what comes in is taken apart, and only what is known is rebuilt."""
