package loupe.app;

import java.util.Locale;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.train.Material;
import loupe.train.Taught;
import loupe.train.backbone.Backbone;
import loupe.train.gradient.Torch;
import loupe.train.npad.Npad;
import loupe.train.npad.NpadSettings;
import loupe.train.repair.RepairPictures;
import loupe.train.transfer.Transfer;
import loupe.train.transfer.TransferSettings;

/** The methods that a detector can be taught by in this build. */
public enum Method {
    NPAD(Defects.UNUSED, NpadSettings.FEWEST_IMAGES) {
        @Override
        public Taught teach(Material material, TeachingPlan plan, Progress progress) {
            Backbone backbone = plan.openBackbone();
            return Npad.teach(material.good(), backbone, plan.npad(backbone), progress)
                    .taught();
        }
    },

    /** Trained for twenty minutes unless told otherwise. */
    AUTOENCODER(Defects.UNUSED, RepairPictures.FEWEST) {
        @Override
        public Taught teach(Material material, TeachingPlan plan, Progress progress) {
            return new GradientTeaching(toString(), plan, progress).teach(Material.good(material.good()));
        }
    },

    /** Likewise; real defects join the synthetic ones, and replace them from thirty on. */
    CYCLEGAN(Defects.WELCOME, RepairPictures.FEWEST) {
        @Override
        public Taught teach(Material material, TeachingPlan plan, Progress progress) {
            return new GradientTeaching(toString(), plan, progress).teach(material);
        }
    },

    TRANSFER(Defects.NEEDED, TransferSettings.FEWEST_GOOD) {
        @Override
        public Taught teach(Material material, TeachingPlan plan, Progress progress) {
            Backbone backbone = plan.openBackbone();
            return Transfer.teach(material, backbone, plan.transfer(backbone), progress);
        }
    };

    /** What a method does with known defects. */
    public enum Defects {
        UNUSED,
        WELCOME,
        NEEDED
    }

    private final Defects defects;
    private final int fewestGood;

    Method(Defects defects, int fewestGood) {
        this.defects = defects;
        this.fewestGood = fewestGood;
    }

    /** What this method does with known defects. */
    public Defects defects() {
        return defects;
    }

    /** Fewer pictures of good parts than this are refused. */
    public int fewestGood() {
        return fewestGood;
    }

    /** Fewer pictures of known defects than this are refused. */
    public int fewestDefects() {
        return defects == Defects.NEEDED ? TransferSettings.FEWEST_DEFECTS : 0;
    }

    /** Whether it trains for a time that somebody chooses, in a process of its own, and can be resumed. */
    public boolean isTrained() {
        return this == AUTOENCODER || this == CYCLEGAN;
    }

    /** Whether this build holds what the method needs. */
    public boolean isBuiltIn() {
        return !isTrained() || Torch.isBuiltIn();
    }

    /**
     * Teaches a detector. Blocks; nothing is stored. What a method does not use of the material is ignored.
     *
     * @throws InspectionFault TEA-xx when the material does not do, MOD-10 for the backbone, OPS-01 when cancelled
     */
    public abstract Taught teach(Material material, TeachingPlan plan, Progress progress);

    /** As on the command line and in the model's metadata: lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
