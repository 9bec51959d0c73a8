/**
 * The element-wise style: the problem at a small size with every entry named, the chain rule for one entry
 * after the other, the entries collected into a matrix and recognised as a product; then in general.
 *
 *     Y = X W  ─▶  ∂L/∂w_11 = g_11 x_11 + g_21 x_21, …, ∂L/∂W = Xᵀ G
 */
import { UnsupportedError } from "../errors.ts";
import { partialsOf } from "./collect.ts";
import { piecesOf } from "./entryPieces.ts";
import { collectedStep, forEachEntry } from "./entrySteps.ts";
import { generalSection, resultsOf } from "./generalise.ts";
import { targetsOf } from "./namedStages.ts";
import { sentence } from "./pieces.ts";
import { samplesSection } from "./samples.ts";
import type { Section } from "./step.ts";
import type { StyleFunction } from "./style.ts";
import { writeOut } from "./writtenOut.ts";
import { knownStep, linked, matricesStep, productSteps, writtenTitle } from "./writtenSteps.ts";

export const elementwise: StyleFunction = (setup, options) => {
  if (setup.order === 2 || setup.kind === "jacobian") {
    throw new UnsupportedError("not supported: a second derivative or a Jacobian in the style elementwise");
  }
  const written = writeOut(setup, options);
  const pieces = piecesOf(written, setup.setting);
  const partials = partialsOf(written, pieces);
  const opening = [
    ...matricesStep(written, options),
    ...productSteps(written),
    ...knownStep(written, pieces),
  ];
  const bodies = targetsOf(written).map((of) => ({
    title: sentence("entries.title.target", { gradient: pieces.byMatrix(of) }),
    steps: [...forEachEntry(of, written, pieces, options), ...collectedStep(of, written, pieces, partials)],
  }));
  const setting = pieces.setting();
  const sections: Section[] = [
    { title: writtenTitle(written), steps: opening, setting },
    ...bodies.map((body) => ({ ...body, setting })),
    ...samplesSection(setup, written),
  ];
  const general = generalSection(setup, written, options);
  return {
    style: "elementwise",
    given: [],
    // the opening speaks of any sizes
    sections: linked([{ title: undefined, steps: [], setting: setup.setting }, ...sections, general]),
    results: resultsOf(setup, written),
    remarks: [],
  };
};
