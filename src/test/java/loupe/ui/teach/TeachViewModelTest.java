package loupe.ui.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.NeedsPyTorch;
import loupe.app.Candidate;
import loupe.app.ComparisonRow;
import loupe.app.Lesson;
import loupe.app.Method;
import loupe.app.TeachingPlan;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import loupe.domain.WholeFile;
import loupe.imaging.ImageCodec;
import loupe.samples.PictureFinding.Kind;
import loupe.samples.Reading.Choice;
import loupe.samples.Reading.Question;
import loupe.train.gradient.Checkpoint;
import loupe.train.gradient.Torch;
import loupe.train.repair.RepairFolder;
import loupe.ui.TestParts;
import loupe.ui.teach.MethodsViewModel.Lack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeachViewModelTest {
    @TempDir
    Path folder;

    private TeachBench bench;

    @BeforeEach
    void bench() {
        bench = new TeachBench(folder);
    }

    private TeachViewModel model() {
        return new TeachViewModel(bench.desk(), Runnable::run, Runnable::run, () -> bench.now);
    }

    private File pictures(String name, int count, int seed) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        java.util.Random random = new java.util.Random(seed);
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[32 * 32];
            random.nextBytes(pixels);
            Files.write(made.resolve("p" + i + ".png"), ImageCodec.png(new Image(32, 32, PixelOrder.GRAY8, pixels)));
        }
        return made.toFile();
    }

    private TeachViewModel withGood(int count) throws IOException {
        TeachViewModel model = model();
        model.onFilesDropped(List.of(pictures("washer/good", count, 1)));
        return model;
    }

    @Test
    void aPlainFolderIsGoodPartsAndTheProductIsCalledLikeTheFolderAround() throws IOException {
        TeachViewModel model = model();
        assertThat(model.canGoOn()).isFalse();
        model.onFilesDropped(List.of(pictures("washer/good", 10, 1)));
        assertThat(model.pictures().picturesProperty().get().good()).hasSize(10);
        assertThat(model.pictures().nameProperty().get()).isEqualTo("washer");
        assertThat(model.canGoOn()).isTrue();
        model.pictures().nameProperty().set(" ");
        assertThat(model.canGoOn()).isFalse();
    }

    @Test
    void aDataSetBringsItsDefectsAndOnlyTheTrainingPartsAreTaught() throws IOException {
        pictures("set/train/good", 9, 1);
        pictures("set/test/good", 4, 2);
        pictures("set/test/scratch", 3, 3);
        TeachViewModel model = model();
        model.onFilesDropped(List.of(folder.resolve("set").toFile()));
        assertThat(model.pictures().picturesProperty().get().good()).hasSize(9);
        assertThat(model.pictures().picturesProperty().get().types()).containsExactly("scratch");
    }

    @Test
    void aSecondPlainFolderIsAskedAboutUnlessItsPlaceSaysIt() throws IOException {
        TeachViewModel model = withGood(8);
        File more = pictures("more", 3, 5);
        model.onFilesDropped(List.of(more));
        assertThat(model.pictures().questionProperty().get().orElseThrow().question())
                .isEqualTo(Question.WHAT_ARE_THEY);
        model.pictures().answer(new Choice(Choice.Kind.BAD, ""));
        assertThat(model.pictures().picturesProperty().get().defects()).hasSize(3);
        model.pictures().clearDefects();
        model.pictures().drop(List.of(more.toPath()), PictureReading.Role.DEFECTS);
        assertThat(model.pictures().questionProperty().get()).isEmpty();
        assertThat(model.pictures().picturesProperty().get().defects()).hasSize(3);
        assertThat(model.pictures().picturesProperty().get().good()).hasSize(8);
    }

    @Test
    void partsOfTheLineAreKeptAndTheRecipeBelongsToItsCamera() {
        TeachViewModel model = model();
        model.pictures().nameProperty().set("Washer");
        model.pictures().capture(2);
        for (int i = 1; i <= 5; i++) {
            Inspection part = TestParts.part(i, 0.2);
            List.copyOf(bench.listeners).forEach(l -> l.accept(part));
        }
        assertThat(bench.listeners).isEmpty();
        assertThat(model.pictures().caughtProperty().get()).isEmpty();
        // the two parts have the same pixels: the set keeps one
        assertThat(model.pictures().picturesProperty().get().good()).hasSize(1).allMatch(Files::exists);
        assertThat(model.pictures().source()).isEqualTo("usb:0");
    }

    @Test
    void whatIsUselessIsLeftOutAndCanBeTakenBack() throws IOException {
        TeachViewModel model = withGood(9);
        Path first = model.pictures().picturesProperty().get().good().get(0);
        Files.copy(first, first.resolveSibling("q.png"));
        Files.write(first.resolveSibling("r.png"), new byte[] {9});
        model.onFilesDropped(List.of(first.getParent().toFile()));
        model.pictures().answer(new Choice(Choice.Kind.GOOD, ""));
        model.next();
        assertThat(model.stepProperty().get()).isEqualTo(Step.CHECKS);
        assertThat(model.checks().leftOutProperty().get()).containsExactlyInAnyOrder(Kind.COPIES, Kind.UNREADABLE);
        assertThat(model.checks().kept().good()).hasSize(9);
        model.checks().leaveOut(Kind.COPIES, false);
        assertThat(model.checks().kept().good()).hasSize(10);
    }

    @Test
    void methodsSayWhatTheyLackAndHowLongTheyTake() throws IOException {
        TeachViewModel model = withGood(40);
        model.next();
        model.next();
        MethodsViewModel methods = model.methods();
        assertThat(methods.missing(Method.NPAD)).isEmpty();
        assertThat(methods.missing(Method.TRANSFER))
                .contains(new MethodsViewModel.Missing(Lack.DEFECTS, 0, Method.TRANSFER.fewestDefects()));
        Optional<MethodsViewModel.Missing> without =
                Torch.isBuiltIn() ? Optional.empty() : Optional.of(new MethodsViewModel.Missing(Lack.PYTORCH, 0, 0));
        assertThat(methods.missing(Method.AUTOENCODER)).isEqualTo(without);
        // 0.1 s a look at 40 + 24 pictures, and the statistics
        assertThat(methods.expected(Method.NPAD).orElseThrow())
                .isEqualTo(10.4, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(methods.expected(Method.AUTOENCODER)).isEmpty();
        assertThat(methods.stepsPerMinute(Method.AUTOENCODER)).isEmpty();
        methods.measureSteps(Method.AUTOENCODER);
        assertThat(methods.stepsPerMinute(Method.AUTOENCODER)).hasValue(90);
        methods.chosenProperty().set(Method.TRANSFER);
        assertThat(model.canGoOn()).isFalse();
    }

    @Test
    void fromPicturesToARecipe() throws IOException {
        TeachViewModel model = withGood(12);
        model.next();
        model.next();
        model.next();
        assertThat(model.stepProperty().get()).isEqualTo(Step.RESULT);
        ResultViewModel.Result result = model.result().resultProperty().get().orElseThrow();
        assertThat(result.suspicious()).containsExactly(result.pictures().good().get(2));
        assertThat(result.relative()).hasSize(12);
        assertThat(result.relative()[6]).isEqualTo(0, org.assertj.core.data.Offset.offset(0.1));
        assertThat(result.aboveReview()).isZero();
        assertThat(model.result().figuresProperty().get().orElseThrow().provider())
                .isEqualTo("CPU");
        assertThat(model.result().wouldBeLost()).isTrue();
        model.store();
        assertThat(bench.stored).extracting(Lesson::id).containsExactly("washer");
        assertThat(bench.stored.get(0).source()).startsWith("folder:");
        assertThat(model.result().wouldBeLost()).isFalse();
        model.result().useOnLine();
        model.result().calibrate();
        assertThat(bench.gone).containsExactly("live", "calibrate");
        model.begin();
        assertThat(model.pictures().picturesProperty().get().all()).isEmpty();
    }

    @Test
    @NeedsPyTorch
    void progressNeverGoesBackAndALossBecomesALine() throws IOException {
        List<LessonViewModel.State> states = new ArrayList<>();
        List<LessonViewModel.Learning> learned = new ArrayList<>();
        bench.teaching = (method, material, plan, progress) -> {
            assertThat(plan.gradient().folder()).isPresent();
            progress.update("teach.pictures", 10, 10);
            progress.update("teach.start", 0, 0);
            for (int i = 1; i <= 1000; i++) {
                bench.now += 1_000_000_000L;
                progress.detail(new Progress.Training(i, 1.0 / i, 1000.0 - i, Optional.empty()));
                progress.update("teach.train", i, 1000);
            }
            progress.update("teach.scores", 1, 2);
            return TeachBench.taught(material);
        };
        TeachViewModel model = withGood(12);
        model.lesson().stateProperty().addListener((o, old, next) -> states.add(next));
        model.lesson().learningProperty().addListener((o, old, next) -> learned.add(next));
        model.next();
        model.next();
        model.methods().chosenProperty().set(Method.AUTOENCODER);
        model.next();
        assertThat(states.stream().skip(1).map(LessonViewModel.State::share).toList())
                .isSorted();
        assertThat(states).anySatisfy(s -> assertThat(s.left()).isEqualTo(1.0));
        LessonViewModel.Learning last = learned.get(learned.size() - 1);
        assertThat(last.step()).isEqualTo(1000);
        assertThat(last.losses()).hasSizeBetween(LessonViewModel.LOSSES / 2, LessonViewModel.LOSSES);
        assertThat(last.line()).hasSize(LessonViewModel.LOSSES).allMatch(l -> l > 0 && l <= 1);
        assertThat(last.losses().get(0))
                .isGreaterThan(last.losses().get(last.losses().size() - 1));
        assertThat(model.methods().stepsPerMinute(Method.AUTOENCODER)).hasValue(2000);
    }

    @Test
    @NeedsPyTorch
    void stoppingAsksWhereSomethingIsLostAndATrainingCanGoOn() throws IOException {
        TeachViewModel model = withGood(12);
        List<Boolean> resumed = new ArrayList<>();
        bench.teaching = (method, material, plan, progress) -> {
            resumed.add(plan.gradient().resume());
            model.lesson().wantsToStop();
            assertThat(model.lesson().askingProperty().get()).isEqualTo(!method.isTrained());
            model.lesson().goOn();
            model.lesson().stop();
            progress.checkCancelled();
            return TeachBench.taught(material);
        };
        model.next();
        model.next();
        model.next();
        assertThat(model.lesson().wasCancelled()).isTrue();
        assertThat(model.stepProperty().get()).isEqualTo(Step.TEACHING);
        model.back();
        assertThat(model.stepProperty().get()).isEqualTo(Step.METHOD);
        Path training = Files.createDirectories(folder.resolve("training/washer-autoencoder"));
        Files.write(training.resolve("model.onnx.checkpoint"), new byte[1]);
        model.methods().chosenProperty().set(Method.AUTOENCODER);
        assertThat(model.methods().resumeProperty().get()).isTrue();
        model.methods().minutesProperty().set(7);
        assertThat(model.methods().resumeProperty().get())
                .as("more minutes for the same training")
                .isTrue();
        model.next();
        assertThat(resumed).containsExactly(false, true);
    }

    @Test
    @NeedsPyTorch
    void whatATrainingLeftGoesWithTheModelThatIsGivenUp() throws IOException {
        TeachViewModel model = withGood(12);
        Path training = folder.resolve("training/washer-autoencoder");
        bench.teaching = (method, material, plan, progress) -> {
            RepairFolder files = new RepairFolder(plan.gradient().folder().orElseThrow());
            assertThat(files.path()).isEqualTo(training);
            write(files.model());
            write(Checkpoint.beside(files.model()));
            write(files.good().resolve("000000.png"));
            return TeachBench.taught(material);
        };
        model.next();
        model.next();
        model.methods().chosenProperty().set(Method.AUTOENCODER);
        model.next();
        assertThat(model.result().wouldBeLost()).isTrue();
        assertThat(training).exists();
        model.giveUp(() -> model.go(Step.METHOD));
        assertThat(training).doesNotExist();
        assertThat(model.stepProperty().get()).isEqualTo(Step.METHOD);
        assertThat(model.methods().resumeProperty().get())
                .as("the next one begins anew")
                .isFalse();
    }

    private static void write(Path file) {
        try {
            WholeFile.write(file, new byte[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsBroughtWhileTeachingIsNotTakenAndThatIsSaid() throws IOException {
        TeachViewModel model = withGood(12);
        List<FaultCode> said = new ArrayList<>();
        bench.teaching = (method, material, plan, progress) -> {
            model.onFilesDropped(List.of(folder.toFile()));
            said.add(model.refusedProperty().get().orElseThrow().code());
            return TeachBench.taught(material);
        };
        model.next();
        model.next();
        model.next();
        assertThat(said).containsExactly(FaultCode.TEA_13);
        assertThat(model.pictures().picturesProperty().get().good()).hasSize(12);
        model.onFilesDropped(List.of());
        assertThat(model.refusedProperty().get()).isEmpty();
    }

    @Test
    void aFaultIsShownAndNothingIsStored() throws IOException {
        bench.teaching = (method, material, plan, progress) -> {
            throw new InspectionFault(FaultCode.TEA_02, "all black");
        };
        TeachViewModel model = withGood(12);
        model.next();
        model.next();
        model.next();
        assertThat(model.lesson().faultProperty().get().orElseThrow().code()).isEqualTo(FaultCode.TEA_02);
        assertThat(model.result().resultProperty().get()).isEmpty();
        assertThat(model.methods().plan(Method.NPAD).budget())
                .isEqualTo(TeachingPlan.DEFAULT.budget().or(() -> Optional.of(java.time.Duration.ofMinutes(20))));
    }

    @Test
    @NeedsPyTorch
    void aComparisonFillsItsTableAndOneThatFailsIsARowToo() throws IOException {
        List<List<CompareViewModel.Line>> tables = new ArrayList<>();
        List<Method> order = new ArrayList<>();
        bench.comparing = (job, listener, progress) -> {
            assertThat(job.isPainted()).isTrue();
            assertThat(job.round().good()).hasSize(9);
            List<ComparisonRow> rows = new ArrayList<>();
            for (Candidate candidate : job.candidates()) {
                order.add(candidate.method());
                listener.begins(candidate);
                rows.add(TeachBench.row(candidate));
                listener.ends(rows.get(rows.size() - 1));
            }
            return rows;
        };
        TeachViewModel model = withGood(12);
        model.next();
        model.next();
        model.comparing(true);
        assertThat(model.compare().chosenProperty().get()).doesNotContain(Method.TRANSFER);
        model.compare().choose(Method.CYCLEGAN, false);
        model.compare().linesProperty().addListener((o, old, now) -> tables.add(now));
        model.startComparison();
        assertThat(model.compare().faultProperty().get()).isEmpty();
        assertThat(order).containsExactly(Method.NPAD, Method.AUTOENCODER);
        assertThat(tables).anySatisfy(t -> assertThat(t.get(0).working()).isTrue());
        List<CompareViewModel.Line> last = tables.get(tables.size() - 1);
        assertThat(last.get(0).auroc()).isEqualTo(0.9);
        assertThat(last.get(1).row().orElseThrow().fault()).isPresent();
        model.compare().choose(Method.NPAD, false);
        assertThat(model.compare().canStart()).isFalse();
        model.back();
        assertThat(model.stepProperty().get()).isEqualTo(Step.METHOD);
        assertThat(model.comparingProperty().get()).isFalse();
    }
}
