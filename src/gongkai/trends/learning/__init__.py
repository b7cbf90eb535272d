"""Learning the class of a letter from letters that people have classed before."""
