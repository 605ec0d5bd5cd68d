package loupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual's pages: what they link to and show is there, and the menu leads to every page. */
class ManualTest {
    private static final Path SITE = Path.of("src", "site");
    private static final Path PAGES = SITE.resolve("markdown");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
    private static final Pattern ITEM = Pattern.compile("<item [^>]*href=\"([^\"]+)\\.html\"");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
        }
    }

    @Test
    void everyLinkAndPictureIsThere() throws IOException {
        List<Path> all = new ArrayList<>(pages());
        all.add(Path.of("README.md"));
        all.add(Path.of("CHANGELOG.md"));
        all.add(Path.of("onnx-models", "README.md"));
        List<String> broken = new ArrayList<>();
        for (Path page : all) {
            String text = CODE.matcher(Files.readString(page)).replaceAll("");
            for (String link : LINK.matcher(text).results().map(m -> m.group(1)).toList()) {
                if (!link.matches("[a-z]+:.*") && !isThere(page, link)) {
                    broken.add(page + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean isThere(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String name = hash < 0 ? link : link.substring(0, hash);
        Path target = name.isEmpty() ? page : page.resolveSibling(name).normalize();
        boolean inPages = target.startsWith(PAGES) || target.startsWith("assets") || !page.startsWith(PAGES);
        return inPages
                && Files.isRegularFile(target)
                && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
    }

    /** Written out as {@code <a id="…"></a>}: every reader of Markdown makes other ones of headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return ANCHOR.matcher(Files.readString(page))
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void theMenuLeadsToEveryPage() throws IOException {
        List<String> items = ITEM.matcher(Files.readString(SITE.resolve("site.xml")))
                .results()
                .map(m -> m.group(1))
                .toList();
        List<String> pages = pages().stream()
                .map(f -> PAGES.relativize(f).toString().replace('\\', '/').replaceAll("\\.md$", ""))
                .filter(name -> !name.equals("index"))
                .toList();
        assertThat(items)
                .as("the items of " + SITE.resolve("site.xml"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(pages);
    }
}
