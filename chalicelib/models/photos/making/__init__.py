"""Tables' writes about photos whose files are made anew."""
