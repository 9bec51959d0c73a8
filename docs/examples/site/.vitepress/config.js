import matgrad from "matgrad/markdown-it";

export default {
  title: "Notes",
  description: "A page whose derivations are made when it is built.",
  markdown: { config: (md) => md.use(matgrad, { defaults: { detail: "low" } }) },
};
