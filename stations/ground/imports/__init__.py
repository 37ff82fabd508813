"""Reading tables as stations keep them: files, columns, cells, and a report of every cell that is wrong."""
