package loupe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.GeneratedPage;
import org.junit.jupiter.api.Test;

/** The page of the codes in the manual: every code with the program's own words, and why it comes. */
class TroubleshootingPageTest {
    private static final Path SITE = Path.of("src", "site");
    private static final Path PAGE = SITE.resolve("markdown").resolve("troubleshooting.md");
    private static final Path WHY = SITE.resolve("troubleshooting.properties");
    private static final Path CODES = Path.of("src", "main", "java", "loupe", "domain", "FaultCode.java");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*([A-Z]{3}_\\d\\d)\\b");

    @Test
    void thePageIsUpToDate() throws IOException {
        Properties why = new Properties();
        try (Reader in = Files.newBufferedReader(WHY)) {
            why.load(in);
        }
        Map<String, String> groups = groups(why);
        assertThat(why.stringPropertyNames())
                .as("%s has a reason for every code, and for nothing else", WHY)
                .filteredOn(key -> key.contains("-"))
                .containsExactlyInAnyOrder(
                        Arrays.stream(FaultCode.values()).map(FaultCode::id).toArray(String[]::new));
        Map<String, String[]> arguments = arguments();
        StringBuilder page = new StringBuilder("# Troubleshooting\n\n")
                .append(GeneratedPage.note(TroubleshootingPageTest.class))
                .append("""

                        Every fault has a code that stays the same in every language and version. It stands in the window, in the
                        first word of a command’s error line, in the journal, and with all details in `logs/loupe.log` of the data
                        folder. Words in *italics* are filled in.

                        **A part that could not be judged is ERROR, never a pass.** ERROR parts are rows of the journal like all
                        others, with the code that says why.

                        """);
        groups.forEach((group, title) -> page.append("[%s](#%s) · ".formatted(title, group.toLowerCase(Locale.ROOT))));
        page.setLength(page.length() - " · ".length());
        page.append('\n');
        String last = "";
        for (FaultCode code : FaultCode.values()) {
            String group = code.id().substring(0, 3);
            if (!group.equals(last)) {
                page.append(
                        "\n<a id=\"%s\"></a>\n\n## %s\n".formatted(group.toLowerCase(Locale.ROOT), groups.get(group)));
                last = group;
            }
            append(page, code, arguments.getOrDefault(code.id(), new String[0]), why.getProperty(code.id()));
        }
        GeneratedPage.check(PAGE, page.toString(), TroubleshootingPageTest.class);
    }

    private static Map<String, String> groups(Properties why) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (FaultCode code : FaultCode.values()) {
            String group = code.id().substring(0, 3);
            assertThat(why.getProperty(group))
                    .as("title of %s in %s", group, WHY)
                    .isNotNull();
            groups.put(group, why.getProperty(group));
        }
        return groups;
    }

    private static void append(StringBuilder page, FaultCode code, String[] arguments, String why) {
        Object[] words = Arrays.stream(arguments).map(a -> "*" + a + "*").toArray();
        page.append("\n### %s\n\n".formatted(code.id()));
        page.append("> ").append(code.whatHappened(Locale.ENGLISH, words)).append("\n>\n");
        page.append("> **").append(code.whatToDo(Locale.ENGLISH, words)).append("**\n\n");
        page.append(why).append('\n');
    }

    /** What is filled in, in the words of the comment at each code. */
    private static Map<String, String[]> arguments() throws IOException {
        Matcher found = COMMENT.matcher(Files.readString(CODES));
        Map<String, String[]> arguments = new LinkedHashMap<>();
        while (found.find()) {
            String comment = found.group(1).replaceAll("\\s*\\n\\s*\\* ?", " ");
            int start = comment.indexOf("Args: ");
            String names = start < 0 ? "" : comment.substring(start + 6).replaceAll("\\.\\s*$", "");
            arguments.put(
                    found.group(2).replace('_', '-'),
                    names.isBlank() ? new String[0] : names.strip().split(", "));
        }
        return arguments;
    }

    @Test
    void theTextsFitTheArguments() throws IOException {
        Map<String, String[]> arguments = arguments();
        for (FaultCode code : FaultCode.values()) {
            for (String language : new String[] {"en", "de", "zh"}) {
                Locale locale = Locale.forLanguageTag(language);
                Object[] words = arguments.get(code.id());
                String said = code.whatHappened(locale, words) + code.whatToDo(locale, words);
                assertThat(said).as(code.id() + " " + language).doesNotContainPattern("\\{\\d");
            }
        }
    }
}
