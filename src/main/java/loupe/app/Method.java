package loupe.app;

import java.util.Locale;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.train.Material;
import loupe.train.Taught;
import loupe.train.backbone.Backbone;
import loupe.train.npad.Npad;
import loupe.train.transfer.Transfer;

/** The methods that a detector can be taught by in this build. */
public enum Method {
    NPAD(Defects.UNUSED) {
        @Override
        public Taught teach(Material material, TeachingPlan plan, Progress progress) {
            Backbone backbone = plan.openBackbone();
            return Npad.teach(material.good(), backbone, plan.npad(backbone), progress)
                    .taught();
        }
    },

    /** Trained for twenty minutes unless told otherwise. */
    AUTOENCODER(Defects.UNUSED) {
        @Override
        public Taught teach(Material material, TeachingPlan plan, Progress progress) {
            return new GradientTeaching(toString(), plan, progress).teach(Material.good(material.good()));
        }
    },

    /** Likewise; real defects join the synthetic ones, and replace them from thirty on. */
    CYCLEGAN(Defects.WELCOME) {
        @Override
        public Taught teach(Material material, TeachingPlan plan, Progress progress) {
            return new GradientTeaching(toString(), plan, progress).teach(material);
        }
    },

    TRANSFER(Defects.NEEDED) {
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

    Method(Defects defects) {
        this.defects = defects;
    }

    /** What this method does with known defects. */
    public Defects defects() {
        return defects;
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
