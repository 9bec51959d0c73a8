/** KaTeX as a file of its own, which the page and the program share. */
export { default } from "katex";
