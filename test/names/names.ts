/**
 * Names that somebody may give to something: 200 and more that the language takes as they are.
 */
const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

const LATIN = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const GREEK = [..."αβγδεϵζηθϑικλμνξορϱσςτυφϕχψωπΓΔΘΛΞΠΣΦΨΩ", "ℓ"];

/** Reserved, or in scope, in one of the targets. */
const RESERVED =
  words(`lambda def class import None True False in is not and or if else for while with as pass
  return yield global nonlocal assert async await del raise try except finally from print range len list self
  np numpy torch jax jnp math end function endfunction begin let const mutable struct using module where do
  var new delete this typeof void arguments eval undefined NaN Inf NA Math Float64Array Number size zeros numel
  isempty nargin ans pi value grad value_and_gradients valueAndGradients t1 t2`);

/** Functions of the table; legal where a name is declared to be something else. */
const FUNCTIONS = words(
  "sum mean exp log tr det inv diag vec relu sigmoid softmax eye ones kron max cos norm2",
);

const PROTOTYPE = words(`constructor toString valueOf hasOwnProperty __proto__ prototype isPrototypeOf
  __defineGetter__ toLocaleString length name call apply then`);

/** What the program makes, or prints, by itself. */
const OURS =
  words(`loss result dX dx dA dL G_1 Z_1 h_1 r_1 z_bar Z_bar y_tilde U_Q U_A U_S x_hat e_1 e_i e_j E_ij
  E_12 K_mn w_11 x_1 x_11 a_11 g_11 k_1 s_step_0 A1 S1 r1 x1 x_2 1x alpha beta epsilon delta sigma Sigma x₁ x₁₂
  x_12 grad_L direction cotangent entry delta_ij`);

const MARKED = words(
  "x̂ ŷ z̄ θ̂ ẋ W̃ x_max λ_max W_hh W_1_2 β_0 θ_t x_t μ_i Σ_1 data_x loss_2 xx xX Xx hidden state",
);

export const NAMES: readonly string[] = [
  ...new Set([...LATIN, ...GREEK, ...RESERVED, ...FUNCTIONS, ...PROTOTYPE, ...OURS, ...MARKED]),
];
