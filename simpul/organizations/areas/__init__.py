"""Area codes and outlines: the table, search, import of outlines, and which village a coordinate lies in."""
