"""Files, read and written with care: safe zip, XML and YAML, atomic writes, the data that casekit ships."""
