package loupe.ui.history;

import java.io.File;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import loupe.config.RecipeBook;
import loupe.domain.Outcome;
import loupe.trace.JournalFilter;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Which parts are listed, how many they are, and where they can be written to. */
final class FilterBar extends FlowPane {
    private final HistoryViewModel model;
    private final Texts texts;
    private final DatePicker day = new DatePicker(LocalDate.now(ZoneId.systemDefault()));
    private final Label count = Controls.label("", "history-count");
    private final MenuItem lotReport;
    private final Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);

    FilterBar(HistoryViewModel model, Texts texts) {
        super(8, 8);
        this.model = model;
        this.texts = texts;
        this.lotReport = new MenuItem(texts.get("history.lotReport"));
        outcomes.addAll(model.filterProperty().get().outcomes());
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(span(), day, recipes(), verdicts(), classes(), lots(), words());
        getChildren().addAll(Controls.iconButton(Feather.REFRESH_CW, texts.get("history.refresh"), model::refresh));
        Button teach = Controls.button(Feather.BOOK_OPEN, texts.get("history.teach"), this::teach);
        teach.setTooltip(new Tooltip(texts.get("history.teachHow")));
        teach.setMinWidth(USE_PREF_SIZE);
        teach.setId("history-teach");
        getChildren().addAll(export(), teach, count);
        showDay(model.choices().span());
        day.setPrefWidth(130);
        day.getEditor().setAccessibleText(texts.get("span.DAY"));
        day.setAccessibleText(texts.get("span.DAY"));
        day.valueProperty().addListener(o -> choose(Span.DAY));
        Follow.changes(this, model.countProperty(), this::refresh);
        Follow.changes(this, model.filterProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        count.setText(texts.get("history.count", model.countProperty().get()));
        lotReport.setDisable(model.filterProperty().get().lot().isEmpty());
    }

    private ComboBox<Span> span() {
        ComboBox<Span> box = choice(
                FXCollections.observableArrayList(Span.values()),
                "history.time",
                s -> texts.get("span." + s.name()),
                span -> {
                    if (span != model.choices().span()) {
                        choose(span);
                    }
                });
        box.setValue(model.choices().span());
        return box;
    }

    private void showDay(Span span) {
        day.setVisible(span == Span.DAY);
        day.setManaged(span == Span.DAY);
    }

    private void choose(Span span) {
        model.choices().setSpan(span);
        showDay(span);
        ZoneId zone = ZoneId.systemDefault();
        Instant now = Instant.now();
        Optional<Instant> from = switch (span) {
            case ALL -> Optional.empty();
            case HOUR -> Optional.of(now.minus(1, ChronoUnit.HOURS));
            case TODAY -> Optional.of(LocalDate.now(zone).atStartOfDay(zone).toInstant());
            case WEEK -> Optional.of(now.minus(7, ChronoUnit.DAYS));
            case MONTH -> Optional.of(now.minus(30, ChronoUnit.DAYS));
            case DAY ->
                Optional.ofNullable(day.getValue())
                        .map(d -> d.atStartOfDay(zone).toInstant());
        };
        Optional<Instant> to = span == Span.DAY
                ? Optional.ofNullable(day.getValue())
                        .map(d -> d.plusDays(1).atStartOfDay(zone).toInstant())
                : Optional.empty();
        model.filter(f -> f.withTime(from, to));
    }

    private ComboBox<String> recipes() {
        ComboBox<String> box = names(
                model.recipes(),
                "history.recipe",
                "history.allRecipes",
                id -> id,
                id -> model.filter(f -> f.withRecipe(id)));
        box.setValue(model.filterProperty().get().recipe().orElse(""));
        return box;
    }

    private ComboBox<String> lots() {
        ComboBox<String> box = names(
                model.lots(),
                "history.lot",
                "history.allLots",
                lot -> texts.get("history.lotName", lot),
                lot -> model.filter(f -> f.withLot(lot)));
        box.setValue(model.filterProperty().get().lot().orElse(""));
        return box;
    }

    /** Not there while no model told classes apart. */
    private ComboBox<String> classes() {
        ComboBox<String> box = names(
                model.classes(),
                "history.class",
                "history.allClasses",
                kind -> kind,
                kind -> model.filter(f -> f.withKind(kind)));
        box.setValue(model.filterProperty().get().kind().orElse(""));
        Follow.changes(
                this, model.classes(), () -> Controls.show(!model.classes().isEmpty(), box));
        Controls.show(!model.classes().isEmpty(), box);
        return box;
    }

    /** A choice of names and, with an empty one, of all. */
    private ComboBox<String> names(
            ObservableList<String> values,
            String key,
            String all,
            UnaryOperator<String> name,
            Consumer<Optional<String>> onChoice) {
        return choice(
                withAll(values),
                key,
                value -> value.isEmpty() ? texts.get(all) : name.apply(value),
                value -> onChoice.accept(Optional.of(value).filter(v -> !v.isEmpty())));
    }

    /** The list with an empty name for “all” in front. */
    private ObservableList<String> withAll(ObservableList<String> names) {
        ObservableList<String> all = FXCollections.observableArrayList("");
        all.addAll(names);
        Follow.changes(this, names, () -> {
            all.remove(1, all.size());
            all.addAll(names);
        });
        return all;
    }

    private HBox verdicts() {
        HBox row = new HBox(3);
        for (Outcome outcome : Outcome.values()) {
            OutcomeShape shape = new OutcomeShape(14);
            shape.show(Optional.of(outcome));
            ToggleButton button = new ToggleButton("", shape);
            button.getStyleClass().add("verdict-toggle");
            button.setSelected(outcomes.contains(outcome));
            button.setMinSize(38, 34);
            button.setAccessibleText(texts.outcome(outcome));
            button.setTooltip(new Tooltip(texts.outcome(outcome)));
            button.selectedProperty().addListener((o, old, now) -> {
                boolean changed = now ? outcomes.add(outcome) : outcomes.remove(outcome);
                if (changed) {
                    model.filter(f -> f.withOutcomes(outcomes));
                }
            });
            row.getChildren().add(button);
        }
        return row;
    }

    private ComboBox<JournalFilter.Word> words() {
        List<JournalFilter.Word> all = Arrays.asList(JournalFilter.Word.values());
        ComboBox<JournalFilter.Word> box = choice(
                FXCollections.observableArrayList(all),
                "history.word",
                w -> texts.get("word." + w.name()),
                w -> model.filter(f -> f.withWord(w)));
        box.setValue(model.filterProperty().get().word());
        return box;
    }

    private MenuButton export() {
        MenuItem csv = new MenuItem(texts.get("history.csv"));
        csv.setOnAction(e -> save(
                "csv",
                RecipeBook.idFor("loupe history"),
                file -> model.inBackground(
                        () -> model.export().csv(model.filterProperty().get(), file.toPath()))));
        lotReport.setOnAction(e -> model.filterProperty()
                .get()
                .lot()
                .ifPresent(lot -> save(
                        "html",
                        RecipeBook.idFor("lot " + lot),
                        file -> model.inBackground(() -> model.export().lot(lot, file.toPath(), texts.locale())))));
        MenuButton button =
                new MenuButton(texts.get("history.export"), Controls.icon(Feather.DOWNLOAD), csv, lotReport);
        button.setAccessibleText(texts.get("history.export"));
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private void teach() {
        JournalFilter shown = model.filterProperty().get();
        model.inBackground(() -> model.export().teach(shown));
    }

    private void save(String ending, String name, Consumer<File> writing) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(name + "." + ending);
        Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow())).ifPresent(writing);
    }

    private <T> ComboBox<T> choice(
            ObservableList<T> values, String key, Function<T, String> name, Consumer<T> onChoice) {
        ComboBox<T> box = new ComboBox<>(values);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public T fromString(String text) {
                return null;
            }
        });
        box.setAccessibleText(texts.get(key));
        box.setTooltip(new Tooltip(texts.get(key)));
        box.valueProperty()
                .addListener((o, old, now) -> Optional.ofNullable(now).ifPresent(onChoice));
        return box;
    }
}
