"""Make the files of photos: from an original that arrived, for another focus, and anew for the whole stock."""
