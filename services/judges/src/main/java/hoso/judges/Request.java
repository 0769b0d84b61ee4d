package hoso.judges;

import java.nio.file.Path;
import java.util.List;

/**
 * What is asked: {@code {"dss": file, "roots": [PEM files], "crls": [files]}} or {@code {"verapdf": file, "flavour": "2b"}}.
 */
record Request(Path dss, List<Path> roots, List<Path> crls, Path verapdf, String flavour) {}
