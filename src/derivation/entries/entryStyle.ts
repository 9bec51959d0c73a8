/**
 * What the styles that write out entries share: the problem at a small size with every entry named, a section for
 * each gradient, then all sizes. A style is the steps from an entry to the matrix.
 */
import { UnsupportedError } from "../../errors.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { likewiseStep, othersStep } from "../likewise.ts";
import { sentence } from "../pieces.ts";
import { folding } from "../plan/folding.ts";
import { targetsOf } from "../plan/namedStages.ts";
import type { Section, Step } from "../step.ts";
import type { Setup, StyleFunction, StyleOptions } from "../style.ts";
import { partialsOf } from "./collect.ts";
import { type Pieces, piecesOf } from "./entryPieces.ts";
import { collectedStep, saidResult, symmetryStep } from "./entrySteps.ts";
import { generalSection, resultsOf } from "./generalise.ts";
import { type Table, type WrittenOut, writeOut } from "./writtenOut.ts";
import { knownStep, linked, matricesStep, productSteps, writtenTitle } from "./writtenSteps.ts";

/** What the steps are made from. */
interface Writing {
  readonly setup: Setup;
  readonly written: WrittenOut;
  readonly pieces: Pieces;
  readonly options: StyleOptions;
}

interface EntryRule {
  /** From the matrix that the gradient is by to its entries. */
  readonly steps: (of: Table) => Step[];
  /** The step by which entries are changed. */
  readonly vanishing?: SymbolNode;
  /** Sections after the gradients. */
  readonly more?: readonly Section[];
  /** How much is said of all sizes. */
  readonly detail: StyleOptions["detail"];
}

export const entryStyle =
  (style: "elementwise" | "perturbation", ruleOf: (writing: Writing) => EntryRule): StyleFunction =>
  (setup, options) => {
    if (setup.order === 2 || setup.kind === "jacobian") {
      throw new UnsupportedError(`not supported: a second derivative or a Jacobian in the style ${style}`);
    }
    const written = writeOut(setup, options);
    const pieces = piecesOf(written, setup.setting);
    const partials = partialsOf(written, pieces);
    const rule = ruleOf({ setup, written, pieces, options });
    const fold = folding(written, options.detail);
    const opening = [
      ...matricesStep(written, options),
      ...productSteps(written, fold, options),
      ...knownStep(written, pieces, options),
    ];
    const targets = targetsOf(written);
    const said = targets
      .filter(({ general }) => fold.likewise.includes(general))
      .flatMap((of) => saidResult(of, written, pieces, partials));
    const left = written.wrt.filter(({ general }) => fold.others.includes(general));
    const met = new Set<Expr>();
    const bodies = targets.filter(fold.isWorked).map((of) => {
      const isFirst = of.general === written.wrt[0]?.general;
      const steps = [
        ...(isFirst ? likewiseStep(said) : []),
        ...symmetryStep(of, written, met),
        ...rule.steps(of),
        ...collectedStep(of, written, pieces, partials, options),
        ...(isFirst ? othersStep(left.map((w) => pieces.byMatrix(w))) : []),
      ];
      return { title: sentence("entries.title.target", { gradient: pieces.byMatrix(of) }), steps };
    });
    const { vanishing } = rule;
    const setting = { ...pieces.setting(), ...(vanishing && { vanishing }) };
    const sections: Section[] = [
      // the opening speaks of any sizes
      { title: undefined, steps: [], setting: setup.setting },
      { title: writtenTitle(written), steps: opening, setting },
      ...bodies.map((body) => ({ ...body, setting })),
      ...(rule.more ?? []),
      generalSection(setup, written, { ...options, detail: rule.detail }),
    ];
    return { style, given: [], sections: linked(sections), results: resultsOf(setup, written), remarks: [] };
  };
