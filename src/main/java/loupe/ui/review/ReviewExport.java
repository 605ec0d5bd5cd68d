package loupe.ui.review;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import loupe.app.Workstation;
import loupe.domain.Image;
import loupe.domain.Recipe;
import loupe.imaging.ImageCodec;
import loupe.report.ReviewCsv;
import loupe.report.ReviewHtml;
import loupe.report.ReviewRow;
import loupe.trace.VerdictOverride;
import loupe.ui.widget.Texts;

/** Writes the rows of a review as CSV or HTML. Blocks: for the work thread. */
final class ReviewExport {
    private final List<ReviewItem> items;
    private final Texts texts;

    ReviewExport(List<ReviewItem> items, Texts texts) {
        this.items = List.copyOf(items);
        this.texts = texts;
    }

    void csv(Path file) {
        ReviewCsv.write(file, rows());
    }

    void html(Path file) {
        Recipe recipe = items.get(0).inspection().recipe();
        ReviewHtml.Heading heading = new ReviewHtml.Heading(
                recipe.name() + " · v" + recipe.version(),
                recipe.modelSha256(),
                "Loupe " + Workstation.version(),
                Instant.now(),
                ZoneId.systemDefault());
        ReviewHtml.write(file, heading, rows(), texts.locale());
    }

    private List<ReviewRow> rows() {
        return items.stream().map(this::row).toList();
    }

    private ReviewRow row(ReviewItem item) {
        Optional<byte[]> picture =
                Optional.of(item.thumbnail()).filter(t -> !t.isEmpty()).map(ReviewExport::png);
        return new ReviewRow(
                item.name(),
                item.inspection().outcome(),
                item.inspection().verdict().score(),
                item.inspection().verdict().regions().size(),
                item.width(),
                item.height(),
                item.milliseconds(),
                item.inspection().faultText(),
                picture,
                item.override().map(o -> words(o, texts)),
                item.classes());
    }

    private static byte[] png(Image image) {
        return ImageCodec.png(image);
    }

    static String words(VerdictOverride word, Texts texts) {
        String said = texts.get(word.good() ? "review.good" : "review.bad");
        return word.reason().isEmpty() ? said : said + " – " + word.reason();
    }
}
