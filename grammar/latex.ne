# LaTeX as people write it: the second surface of the same tree; one level per precedence, loosest first.
#
# The lexer has taken formulas apart into their sides (each ends in %end), dropped typography, expanded macros, and
# told apart what looks alike: called names, entries, transposes, bars, derivatives. Every list is left-recursive
# (linear in Earley's algorithm) and none is nullable; each side has one reading.
# A picture shows a line of input, and carets under what the rule below it matches.

@preprocessor typescript
@lexer grammarLexer
@{%
import * as build from "./build.ts";
import { grammarLexer } from "./feed.ts";
%}

# ── Sums and products ───────────────────────────────────────────────────────────────────────────────────────

side -> sum %end                                             {% build.expression %}

#   -a b + c - d
#   ^^^^^^^^^^^^
sum -> term                                                  {% build.firstTerm %}
     | sum %sign term                                        {% build.nextTerm %}

#   -a b + c - d
#   ^^^^   ^   ^
term -> product                                              {% build.plainTerm %}
      | signs product                                        {% build.signedTerm %}

#   - - a b
#   ^^^
signs -> %sign                                               {% build.firstSign %}
       | signs %sign                                         {% build.nextSign %}

#   \frac{1}{2} x^\top A \odot -B \sum_i c d_i        factors side by side hold together: A \odot (B C)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
product -> postfix                                           {% build.firstFactor %}
         | product %times operand                            {% build.nextFactor %}
         | product postfix                                   {% build.tightFactor %}
         | sum_head operand                                  {% build.bodyFactor %}

#   a \odot -b        a minus binds to one factor here, and never follows by mere juxtaposition
#           ^^
operand -> postfix                                           {% build.plainOperand %}
         | signs postfix                                     {% build.signedOperand %}

#   2 a \sum_i c d_i        the rest of the product is the body, so the head is a kind of factor
#   ^^^^^^^^^^
sum_head -> over                                             {% build.firstHead %}
          | product over                                     {% build.juxtaposedHead %}
          | product %times over                              {% build.nextHead %}
          | sum_head over                                    {% build.innerHead %}

#   \sum_{i=1}^m x_i
#   ^^^^^^^^^^^^
over -> %indexedSum                                          {% build.overIndex %}
      | %boundedSum sum %boundsClose                         {% build.overUpTo %}
      | %boundedSum sum %comma sum %boundsClose              {% build.overRange %}

# ── Factors ─────────────────────────────────────────────────────────────────────────────────────────────────

#   X^{-1}^\top v_i
#   ^^^^^^^^^^^ ^^^
postfix -> primary                                           {% build.only %}
         | postfix %transpose                                {% build.transpose %}
         | postfix %power %braceOpen sum %braceClose         {% build.power %}
         | postfix %entryOpen indices %bracketClose          {% build.entry %}

#   (X W)_{i, j}
#          ^^^^
indices -> index                                             {% build.firstItem %}
         | indices %comma index                              {% build.nextItem %}
index -> sum                                                 {% build.indexAt %}
       | %all                                                {% build.indexAll %}

#   2 x \log(x) (a + b) \begin{bmatrix} 1 & x \\ y & 2 \end{bmatrix} \|z\|_1
#   ^ ^ ^^^^^^^ ^^^^^^^ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ^^^^^^^
primary -> %number                                           {% build.number %}
         | %name                                             {% build.name %}
         | %differential                                     {% build.differential %}
         | %callName %open row %close                        {% build.call %}
         | %open sum %close                                  {% build.bracketed %}
         | %blockOpen rows %bracketClose                     {% build.block %}
         | %barOpen sum %barClose                            {% build.norm %}
         | %fractionOpen sum %over sum %fractionClose        {% build.fraction %}
         | %derivativeOpen sum %derivativeClose              {% build.derivativeOf %}
         | %derivativeOpen sum by %derivativeClose           {% build.derivative %}
         | %derivativeOpen by %derivativeClose               {% build.derivativeBy %}

#   \frac{\partial^2 f}{\partial x \partial y}
#                      ^^^^^^^^^^^^^^^^^^^^^^^
by -> %by sum                                                {% build.firstBy %}
    | by %by sum                                             {% build.nextBy %}

#   1 & x \\ y & 2
#   ^^^^^^^^^^^^^^
rows -> row                                                  {% build.firstItem %}
      | rows %rowSeparator row                               {% build.nextItem %}

#   1 & x \\ y & 2
#   ^^^^^    ^^^^^
row -> sum                                                   {% build.firstItem %}
     | row %comma sum                                        {% build.nextItem %}
