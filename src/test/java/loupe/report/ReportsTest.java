package loupe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final ReviewHtml.Heading HEADING = new ReviewHtml.Heading(
            "Scheibe <M8> v3", "ab12", "Loupe 0.1.0", Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private static final Classes KINDS = kinds();

    private static Classes kinds() {
        java.util.Map<String, Integer> counts = new java.util.LinkedHashMap<>();
        counts.put("=dent", 1);
        counts.put("stain", 1);
        return new Classes("=dent", counts);
    }

    private static ReviewRow row(String file, String error, String override) {
        Optional<String> said = Optional.of(override).filter(s -> !s.isEmpty());
        return new ReviewRow(
                file, Outcome.FAIL, 0.9f, 2, 640, 480, 12.345, error, Optional.of(new byte[] {1, 2}), said, KINDS);
    }

    @Test
    void csvHasPlainNumbersInAnyLanguage() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Path file = folder.resolve("a.csv");
            ReviewRow broken = new ReviewRow(
                    "b.png",
                    Outcome.ERROR,
                    Double.NaN,
                    0,
                    0,
                    0,
                    Double.NaN,
                    "kaputt",
                    Optional.empty(),
                    Optional.empty(),
                    Classes.NONE);
            ReviewCsv.write(file, List.of(row("a.png", "", "good"), broken));
            assertThat(Files.readString(file)).isEqualTo("""
                            file,outcome,score,regions,width,height,ms,error,override,class,regions_of_classes\r
                            a.png,FAIL,0.9,2,640,480,12.35,,good,'=dent,'=dent 1; stain 1\r
                            b.png,ERROR,,0,0,0,,kaputt,,,\r
                            """);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void csvQuotesAndDisarms() {
        assertThat(ReviewCsv.line(row("a,\"b\".png", "=1+1", "+cmd|' /C calc'!A0")))
                .isEqualTo(
                        "\"a,\"\"b\"\".png\",FAIL,0.9,2,640,480,12.35,'=1+1,'+cmd|' /C calc'!A0,'=dent,'=dent 1; stain 1\r\n");
        assertThat(ReviewCsv.line(row("-x.png", "two\nlines", "@sum(1,2)")))
                .isEqualTo(
                        "'-x.png,FAIL,0.9,2,640,480,12.35,\"two\nlines\",\"'@sum(1,2)\",'=dent,'=dent 1; stain 1\r\n");
        ReviewRow negative = new ReviewRow(
                "a", Outcome.PASS, -0.25, 0, 1, 1, 1, "", Optional.empty(), Optional.empty(), Classes.NONE);
        assertThat(ReviewCsv.line(negative)).as("a number stays a number").isEqualTo("a,PASS,-0.25,0,1,1,1.00,,,,\r\n");
    }

    @Test
    void htmlIsWholeAndSafe() throws IOException {
        Path file = folder.resolve("a.html");
        String attack = "<script>alert('x')</script>\" onerror=\"x&y";
        ReviewHtml.write(file, HEADING, List.of(row(attack, attack, attack)), Locale.ENGLISH);
        String html = Files.readString(file);
        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("\" onerror")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onerror=&quot;x&amp;y")
                .contains("src=\"data:image/png;base64,AQI=\"")
                .contains("Scheibe &lt;M8&gt; v3")
                .contains("0.9000")
                .endsWith("</html>\n");
        assertThat(html).as("nothing is loaded from anywhere").doesNotContainPattern("(?i)https?://|url\\(|@import");
    }

    @Test
    void htmlSpeaksTheReadersLanguage() throws IOException {
        for (var expected : java.util.Map.of(
                        Locale.GERMAN,
                        "Prüfbericht",
                        Locale.SIMPLIFIED_CHINESE,
                        "检测报告",
                        Locale.FRENCH,
                        "Inspection report")
                .entrySet()) {
            Path file = folder.resolve("a.html");
            ReviewHtml.write(file, HEADING, List.of(row("a", "", "")), expected.getKey());
            assertThat(Files.readString(file)).contains("<h1>" + expected.getValue() + "</h1>");
        }
        ReviewHtml.write(folder.resolve("b.html"), HEADING, List.of(row("a", "", "")), Locale.GERMAN);
        assertThat(Files.readString(folder.resolve("b.html")))
                .contains("0,9000")
                .contains("✕ Schlecht");
    }

    @Test
    void everyLanguageHasEveryText() throws IOException {
        Set<String> keys = keys("");
        assertThat(keys("_de")).isEqualTo(keys);
        assertThat(keys("_zh")).isEqualTo(keys);
    }

    private static Set<String> keys(String suffix) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ReviewHtml.class.getResourceAsStream("messages" + suffix + ".properties")) {
            properties.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        }
        assertThat(properties.values()).noneMatch(v -> v.toString().isBlank());
        return properties.stringPropertyNames();
    }

    @Test
    void leavesTheOldReportWhenTheNewOneFails() throws IOException {
        Path file = folder.resolve("a.html");
        ReviewHtml.write(file, HEADING, List.of(), Locale.ENGLISH);
        String old = Files.readString(file);
        List<ReviewRow> broken = java.util.Arrays.asList(row("a", "", ""), null);
        assertThatThrownBy(() -> ReviewHtml.write(file, HEADING, broken, Locale.ENGLISH))
                .isInstanceOf(NullPointerException.class);
        assertThat(file).hasContent(old);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        Path blocked = Files.writeString(folder.resolve("file"), "").resolve("a.csv");
        assertThatThrownBy(() -> ReviewCsv.write(blocked, List.of()))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.CFG_02));
    }
}
