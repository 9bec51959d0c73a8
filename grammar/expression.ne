# matgrad's own text: one level per precedence, loosest first.
#
# The lexer has dropped spaces and comments, cut the text into statements (each ends in %end), and told
# apart what looks alike: called names, brackets of blocks and of entries, opening and closing bars.
# Every list is left-recursive (linear in Earley's algorithm) and none is nullable; each text has one reading.
# A picture shows a line of input, and carets under what the rule below it matches.

@preprocessor typescript
@lexer grammarLexer
@{%
import * as build from "./text/build.ts";
import { grammarLexer } from "./text/feed.ts";
import * as types from "./text/types.ts";
%}

# ── Starts ──────────────────────────────────────────────────────────────────────────────────────────────

#   Y = X W + b
#   ^^^^^^^^^^^
statement -> %name %equals sum %end                          {% build.definition %}
           | %name %open names %close %equals sum %end       {% build.functionDefinition %}
           | names %declares type %end                       {% build.declaration %}
           | sum %end                                        {% build.expressionStatement %}

expression -> sum %end                                       {% build.expression %}

declared_type -> type %end                                   {% build.declaredType %}

#   A, B : m x n
#   ^^^^
names -> %name                                               {% build.firstItem %}
       | names %comma %name                                  {% build.nextItem %}

# ── Expressions ─────────────────────────────────────────────────────────────────────────────────────────

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

#   1/2 x' A .* -B sum_i c d[i]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
product -> factor                                            {% build.firstFactor %}
         | product %times operand                            {% build.nextFactor %}
         | product factor                                    {% build.juxtaposedFactor %}
         | sum_head operand                                  {% build.bodyFactor %}

#   a .* -b        a minus binds to one factor here, and never follows by mere juxtaposition:
#        ^^        `a -b` has one reading, a subtraction
operand -> factor                                            {% build.plainOperand %}
         | signs factor                                      {% build.signedOperand %}

#   √x log det(A) v'        neither a power nor a transpose follows it: √x² has two readings for people
#   ^^ ^^^^^^^^^^ ^^
factor -> postfix                                            {% build.only %}
        | applied                                            {% build.only %}
applied -> %prefix primary                                   {% build.applied %}
         | %prefix applied                                   {% build.applied %}

#   2 a sum_i c d[i]        the rest of the product is the body, so the head is a kind of factor
#   ^^^^^^^^^
sum_head -> over                                             {% build.firstHead %}
          | product over                                     {% build.juxtaposedHead %}
          | product %times over                              {% build.nextHead %}
          | sum_head over                                    {% build.innerHead %}

#   sum_(i=1)^m x[i]
#   ^^^^^^^^^^^
over -> %indexedSum                                          {% build.overIndex %}
      | %boundedSum %boundsOpen %name %equals sum %boundsClose %power exponent {% build.overRange %}

#   X^-1' v[i]
#   ^^^^^ ^^^^
postfix -> primary                                           {% build.only %}
         | postfix %transpose                                {% build.transpose %}
         | postfix %power exponent                           {% build.power %}
         | postfix %entryOpen indices %bracketClose          {% build.entry %}

#   X^-1 x^{n+1}
#     ^^   ^^^^^
exponent -> primary                                          {% build.only %}
          | %sign primary                                    {% build.signedExponent %}
          | %braceOpen sum %braceClose                       {% build.bracketed %}

#   2 x tr(A B) (a + b) [1, x; y', 2] ‖z‖_1 ⟨A, B⟩
#   ^ ^ ^^^^^^^ ^^^^^^^ ^^^^^^^^^^^^^ ^^^^^ ^^^^^^
primary -> %number                                           {% build.number %}
         | %name                                             {% build.name %}
         | %callName %open row %close                        {% build.call %}
         | %open sum %close                                  {% build.bracketed %}
         | %blockOpen rows %bracketClose                     {% build.block %}
         | %barOpen sum %barClose                            {% build.norm %}
         | %angleOpen sum %comma sum %angleClose             {% build.inner %}

#   [1, x; y', 2]
#    ^^^^^^^^^^^
rows -> row                                                  {% build.firstItem %}
      | rows %rowSeparator row                               {% build.nextItem %}

#   [1, x; y', 2]
#    ^^^^  ^^^^^
row -> sum                                                   {% build.firstItem %}
     | row %comma sum                                        {% build.nextItem %}

#   X[1:3, j]
#     ^^^^^^
indices -> index                                             {% build.firstItem %}
         | indices %comma index                              {% build.nextItem %}

#   X[1:3, j]
#     ^^^  ^
index -> sum                                                 {% build.indexAt %}
       | %colon                                              {% build.indexAll %}
       | sum %colon sum                                      {% build.indexRange %}

# ── Types ───────────────────────────────────────────────────────────────────────────────────────────────

#   L : function m x n -> scalar
#       ^^^^^^^^^^^^^^^^^^^^^^^^
type -> shape                                                {% types.plainType %}
      | %functionWord                                        {% types.anyFunction %}
      | %functionWord shape %arrow shape                     {% types.functionType %}
      | shape %arrow shape                                   {% types.arrowType %}

#   S : n x n symmetric
#       ^^^^^^^^^^^^^^^
shape -> words                                               {% types.wordsShape %}
       | sizes                                               {% types.sizesShape %}
       | words listed_sizes                                  {% types.wordsSizesShape %}
       | sizes words                                         {% types.sizesWordsShape %}
       | space                                               {% build.only %}
       | space words                                         {% types.spaceWordsShape %}

#   S : n x n positive definite
#             ^^^^^^^^^^^^^^^^^
words -> %typeWord                                           {% build.firstItem %}
       | words %typeWord                                     {% build.followingItem %}

#   X ∈ ℝ^{m×k}
#       ^^^^^^^
space -> %reals                                              {% types.reals %}
       | %reals %power size_atom                             {% types.realVectors %}
       | %reals %power %braceOpen sizes %braceClose          {% types.realArrays %}
       | %reals %power %open size %sizeTimes size %close     {% types.realMatrices %}

#   X : n+1 x m*p
#       ^^^^^^^^^
sizes -> size                                                {% build.firstItem %}
       | sizes %sizeTimes size                               {% build.nextItem %}

#   X : matrix n+1 m*p        behind a word sizes may stand side by side; without one, `symetric n` is a slip
#              ^^^^^^^
listed_sizes -> size                                         {% build.firstItem %}
              | listed_sizes size                            {% build.followingItem %}
              | listed_sizes %sizeTimes size                 {% build.nextItem %}

#   X : n+1 x m*p
#       ^^^   ^^^
size -> size_product                                         {% types.plainSizeTerm %}
      | size %sign size_product                              {% types.nextSizeTerm %}

#   X : n+1 x m*p
#       ^ ^   ^^^
size_product -> size_atom                                    {% build.firstFactor %}
              | size_product %times size_atom                {% build.nextFactor %}

#   X : n+1 x (m+1)*p
#       ^ ^   ^^^^^ ^
size_atom -> %number                                         {% build.number %}
           | %name                                           {% build.name %}
           | %open size %close                               {% build.bracketed %}
