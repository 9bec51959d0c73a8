import fc from "fast-check";
import { test } from "vitest";
import { elaborate } from "/work/main/src/shapes/elaborate.ts";
import { parseStatements } from "/work/main/src/syntax/parse.ts";
import { parseLatex } from "/work/main/src/syntax/latex/parse.ts";
import { writtenKey } from "/work/main/src/syntax/latex/written.ts";
import { FUNCTION_NAMES } from "/work/main/src/functions/index.ts";
import { toLatex } from "/work/main/src/print/latex.ts";
import { toText } from "/work/main/src/print/text.ts";
import { NOTATION, resolveNotation } from "/work/main/src/print/notation.ts";
import { symbolsIn, topological } from "/work/main/src/expression/walk.ts";
import { checkEqual } from "/work/main/src/evaluate/equal.ts";
const equalish=(a:any,b:any)=>{try{ const r:any=checkEqual(a,b); return r.verdict==="equal"}catch{return false}};
import { build, instructions, DECLARATIONS } from "/work/main/test/print/pool.ts";
const allNames: Map<string,any> = new Map(Object.entries({A:"matrix",B:"matrix",X:"matrix",S:"matrix",N:"matrix",x:"vector",y:"vector",z:"vector",a:"scalar",b:"scalar",lambda:"scalar",W_12:"matrix",f:"function"})) as any;
test("round", () => {
  const fails = new Map<string,string[]>(); let near=0,same=0,total=0;
  const choices = Object.entries(NOTATION).filter(([k,v])=>v.kind==="choice" && !["layout","derivative","function","derivation","numbered","given","wrapper","macros","kinks","symmetric"].includes(k)) as any[];
  fc.assert(fc.property(instructions, fc.tuple(...choices.map(([k,v])=>fc.constantFrom(...v.values))), fc.boolean(), (list, values, plain) => {
    const e = build(list);
    const given = Object.fromEntries(choices.map(([k],i)=>[k,values[i]]));
    given.summation="explicit"; given.numbers="fractions";
    const notation = resolveNotation(plain?{}:given as any);
    const latex = toLatex(e, notation);
    const note=(k:string,m:string)=>{ const l=fails.get(k)??[]; if(l.length<40) l.push(m); fails.set(k,l); (l as any).n=((l as any).n??0)+1; };
    const used = new Set(symbolsIn(e).map((s:any)=>s.name)); used.add("f");
    const names = new Map([...allNames].filter(([k])=>used.has(k)));
    if (e.kind==="call" && e.args.length===0) return; if (notation.determinant==="bars" && topological([e]).some((x:any)=>x.kind==="call"&&x.fn.name==="abs")) return; if (topological([e]).some((x:any)=>x.kind==="call"&&["quotient","remainder","eigval","eigvec","leftsingular","rightsingular","halflower","expm_frechet","singval","zeros"].includes(x.fn.name))) return;
    total++;
    const p = parseLatex(latex, {functionNames: FUNCTION_NAMES, names, bars: notation.determinant==="bars"?"determinant":"absolute"});
    const f:any = p.formulas[0];
    if (p.errors.length || p.formulas.length!==1 || f.sides.length!==1) { note("parse: "+(p.errors[0]?.message??"many"), latex+"   "+(p.errors[0]?latex.slice(p.errors[0].span!.start):"")); return; }
    try {
      const s = f.sides[0].syntax;
      const again = elaborate([...parseStatements(DECLARATIONS,{functionNames:FUNCTION_NAMES}), {kind:"expression",value:s,span:s.span}]).value;
      if (again===e) same++; else if (equalish(again,e)) near++; else note("differs", latex+"\n        "+toText(e)+"\n        "+toText(again));
    } catch(err:any) { note("elab "+err.message.replace(/[A-Z]\b|\d+/g,"#").slice(0,40), latex+"\n        "+toText(e)+"  "+err.message+"\n       "+writtenKey(f.sides[0].syntax)); }
  }), {numRuns: Number(process.env.RUNS??2000), seed: 5});
  console.log(same,near,total); for (const [k,l] of fails) console.log(k,(l as any).n,"\n     "+l.join("\n     "));
}, 300000);
