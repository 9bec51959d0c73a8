import { test } from "vitest";
import { readFileSync } from "node:fs";
import { elaborate } from "/work/main/src/shapes/elaborate.ts";
import { parseExpression } from "/work/main/src/syntax/parse.ts";
import { parseLatexTogether } from "/work/main/src/syntax/latex/parse.ts";
import { writtenKey } from "/work/main/src/syntax/latex/written.ts";
import { FUNCTION_NAMES } from "/work/main/src/functions/index.ts";
import { declaredTypes } from "/work/main/test/cast.ts";
import { checkEqual } from "/work/main/src/evaluate/equal.ts";
const R: Record<string,string> = {"θ":"t","W^(1)":"W","W^(2)":"U","y_bar":"y","x_vec":"x","μ":"m","σ":"s","Σ":"S","λ":"l","β":"b","h":"z","φ":"sin","ϕ":"sin","σ^2":"s","ϵ":"e","ε":"e","W_2":"W2","W_1":"W1","π":"3.14159","d_k":"d"};
const lines = readFileSync("/work/shared/accept/notes.jsonl","utf8").trim().split("\n").map(l=>JSON.parse(l)).filter(l=>l.complete);
function rename(s:any, vars:any):any { if (Array.isArray(s)) return s.map(x=>rename(x,vars)); if (s&&typeof s==="object") {
  if (s.kind==="name") { if (s.derivative||s.differential) return {kind:"name",span:s.span,name: vars.G?"G":"g"}; if (s.name==="π") return {kind:"number",text:"3.14159265358979",span:s.span}; if (!(s.name in vars) && R[s.name]!==undefined) return {...s,name:R[s.name]}; if (s.name==="o") return {kind:"name",name:"__o",span:s.span}; return s; }
  if (s.kind==="call" && R[s.name]) return {...s,name:R[s.name]};
  return Object.fromEntries(Object.entries(s).map(([k,v])=>[k,rename(v,vars)])); } return s; }
test("corpus", () => {
  let ok=0,bad=0,parsed=0, n=0;
  for (const l of lines) {
    const ps = parseLatexTogether([l.fn_latex,l.wrt_latex,l.claim_latex],{functionNames:FUNCTION_NAMES});
    n++; if (ps.every(p=>p.errors.length===0 && p.formulas.length>0)) parsed++;
    const types = declaredTypes(l.vars);
    const run=(p:any,ascii:string,which:string)=>{ if(!ascii) return; const f=p.formulas[0]; let s=rename(f.sides.at(-1).syntax,l.vars);
      const span={start:0,end:0};
      const m=/^sum\(([Gg])\.\*/.exec(ascii);
      if (which==="fn"&&m) s={kind:"call",name:"sum",span,args:[{kind:"product",span,factors:[{operator:"*",factor:{kind:"name",name:m[1],span}},{operator:".*",factor:s}]}]};
      try { const a=elaborate([{kind:"expression",value:s,span}],{types}).value; const b=elaborate([{kind:"expression",value:parseExpression(ascii,{functionNames:FUNCTION_NAMES}),span}],{types}).value;
        const r=checkEqual(a,b); if (r.verdict==="equal") ok++; else {bad++; console.log(l.id,which,r.verdict,r.reason??"",writtenKey(s)," VS ",ascii);} } catch(e:any){ bad++; console.log(l.id,which,"THROW",e.message,writtenKey(s)," VS ",ascii);} };
    if (!l.mutant) run(ps[0],l.fn_ascii,"fn");
    run(ps[2],l.claim_ascii,"claim");
  }
  console.log("lines",n,"parsed",parsed,"equal",ok,"not",bad);
});
