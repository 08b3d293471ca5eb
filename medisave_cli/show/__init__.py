"""One advice, many faces. A page is made once, in one language; each face lays it out."""
