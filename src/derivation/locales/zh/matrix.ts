/** Sentences of the framework and of the styles differential and backprop. */
export const matrix = {
  "list.separator": "，",
  "sentence.separator": "",

  // what is given
  "given.variables": "已知 {variables}。",
  "given.definitions": "设 {definitions}",
  "given.loss": "损失 {loss} 只通过 {root} 依赖于这些变量；记 {cotangent} 为 {derivative}，视为已知。",
  "given.structure.symmetric": "{what} 是对称矩阵。",
  "given.structure.antisymmetric": "{what} 是反对称矩阵。",
  "given.structure.diagonal": "{what} 是对角矩阵。",
  "given.structure.lower": "{what} 是下三角矩阵。",
  "given.structure.upper": "{what} 是上三角矩阵。",
  "given.structure.orthogonal": "{what} 是正交矩阵。",
  "given.structure.spd": "{what} 是对称正定矩阵。",
  "given.structure.positive": "{what} 为正。",
  "given.function.entrywise": "函数 {what} 逐元素作用。",
  "given.direction": "{by} 沿与其同形的方向 {what} 变化。",
  "given.equation": "已知 {equation}。",
  "given.as": "已知 {equation}。",
  "given.shorter": "因此",
  "given.layout.shape": "下文中每个梯度都与其变量形状相同。",
  "given.layout.jacobian": "雅可比矩阵的行对应函数值的元素，列对应变量的元素。",
  "given.layout.scalar": "对标量的导数与被求导的量形状相同。",
  "given.layout.denominator": "结果采用分母布局：梯度与其变量形状相同，雅可比矩阵取转置。",
  "given.layout.numerator": "推导过程中每个梯度都与其变量形状相同；最后的结果采用分子布局，即取转置。",
  "read.number": "{name} 是数 {is}。",
  "read.spelling": "{name} 即 {is}。",
  "read.ones": "{where} 中的 1 是全一向量。",
  "read.name": "{name} 作一个名称理解。",
  "read.entries": "{where} 按逐元素的绝对值理解，不作行列式。",
  "read.rows": "矩阵的 {name} 作用于每一行。",
  "read.scalar": "{name} 作标量理解。",
  "read.vector": "{name} 作向量理解。",
  "read.matrix": "{name} 作矩阵理解。",
  "assumed.row": "向量 {what} 被加到每一行。",
  "assumed.column": "向量 {what} 被加到每一列。",
  "assumed.entry": "标量 {what} 被加到每个元素。",

  // rules of differentiation, in the margin
  "rule.squaredNorm": "范数平方的微分",
  "rule.product": "乘积法则",
  "rule.hadamard": "逐元素的乘积法则",
  "rule.power": "幂的微分",
  "rule.entrywise": "逐元素求导",
  "rule.call": "{call} 的微分",
  "rule.two": "{first}，{second}",
  "reason.cotangent": "{cotangent} 是关于 {root} 的导数",
  "reason.inside": "{line}",
  "reason.insideBy": "{line}（{rule}）",
  "reason.collected": "合并",
  "reason.cyclic": "迹的循环性质",
  "reason.transpose": "矩阵与其转置的迹相等",
  "reason.hadamard": "逐元素乘积移到内积的另一侧",
  "reason.adjoint": "线性映射的伴随",
  "reason.stacked": "按列堆叠",
  "reason.sum": "逐元素乘积的元素之和是一个迹",
  "reason.scalarTranspose": "标量等于其转置",
  "reason.ownTrace": "标量等于其迹；合并",
  "reason.diagonal": "逐元素的因子写成对角矩阵",

  // the style differential
  "names.one": "记 {name}，则 {whole}。",
  "names.several": "记",
  "names.symmetric": "{what} 是对称的。",
  "differential.begin": "由外向内求微分：",
  "differential.goOn": "用这个记号，",
  "differential.named": "记 {name}",
  "gradient.read": "微分前的因子就是梯度：",
  "gradient.readEach": "各微分前的因子就是关于该变量的梯度：",
  "jacobian.read": "微分前的矩阵就是雅可比矩阵：",
  "stationary.title": "关于 {by} 的驻点",
  "stationary.begin": "它在 {point} 处为零，即",
  "stationary.linear": "梯度关于 {by} 是线性的：",
  "stationary.solve": "当 {matrix} 可逆时，唯一解为",
  "along.title": "对 {by} 的梯度的微分",
  "along.read": "代回所引入的记号：",
  "hessian.title": "关于 {by} 的二阶导数",
  "hessian.cross": "关于 {by} 与 {across} 的二阶导数",
  "hessian.begin": "对梯度再求微分：",
  "hessian.read": "微分前的矩阵就是黑塞矩阵：",

  // the style backprop
  "backprop.forwardTitle": "前向计算",
  "backprop.forward": "按计算顺序，各个量为：",
  "backprop.backwardTitle": "反向传播",
  "backprop.backward": "字母上加一横表示损失对该量的导数。从最后一个量逐步往回：",
  "backprop.branches": "{what} 被使用多次，各支路的贡献相加：",
  "backprop.direct": "把损失的导数传给每个因子和每一项：",
  "adjoint.sum": "和式中的一项",
  "adjoint.left": "左因子：右乘右因子的转置",
  "adjoint.right": "右因子：左乘左因子的转置",
  "adjoint.middle": "位于两个因子之间：两侧都取转置",
  "adjoint.replicated": "{what} 被复制，因此对各份求和",
  "adjoint.hadamard": "逐元素：乘以另一个因子",
  "adjoint.entrywise": "{call} 逐元素求导",
  "adjoint.linear": "{call} 的伴随",
  "adjoint.call": "{call} 的微分的伴随",
  "adjoint.stage": "由 {stage}",
  "adjoint.branches": "经过 {places} 的各支路相加",

  // derivatives that are 0
  "zero.absent": "{value} 中没有 {variable}，因而对任何 {variable} 都不变，其导数为 0。",
  "zero.constant": "{value} 对任何 {variable} 都不变，所以其导数为 0：",
  "zero.cancels": "{value} 的微分各项相消，所以关于 {variable} 的导数为 0：",

  // one answer in every style
  "style.instead": "风格 {asked} 无法处理此题（{reason}），这里改用风格 {style}。",
  "closed.form": "写成闭式：",
  "detail.shapes": "上面的记号中，{what}。",
  "detail.writtenOut": "只用变量写出：",
  "kink.zero": "当 {what} 的某个元素为 0 时 {call} 不可导，此处取其导数为 {value}。",
  "kink.equal": "当 {what} 与 {other} 的对应元素相等时 {call} 不可导，此处取关于前者的导数为 {value}。",
  "structure.within": "关于 {what} 的导数取在其结构的矩阵之内。",
  "structure.independent":
    "{what} 的元素并非全部独立，而上面把它们都看作自由的。令 {named}，则关于独立元素的导数为",

  // variables with a structure
  "structure.symmetric":
    "{what} 是对称矩阵，而上面把它的元素都看作自由的。记 {named}，则在对称矩阵中的梯度是其对称部分：",
  "structure.spd":
    "{what} 是对称矩阵，而上面把它的元素都看作自由的。记 {named}，则在对称矩阵中的梯度是其对称部分：",
  "structure.antisymmetric":
    "{what} 是反对称矩阵，而上面把它的元素都看作自由的。记 {named}，则在反对称矩阵中的梯度是其反对称部分：",
  "structure.diagonal":
    "{what} 是对角矩阵，而上面把它的元素都看作自由的。记 {named}，则在对角矩阵中的梯度是其对角部分：",
  "structure.lower":
    "{what} 是下三角矩阵，而上面把它的元素都看作自由的。记 {named}，则在这类矩阵中的梯度是其下三角部分：",
  "structure.upper":
    "{what} 是上三角矩阵，而上面把它的元素都看作自由的。记 {named}，则在这类矩阵中的梯度是其上三角部分：",
  "structure.orthogonal":
    "{what} 是正交矩阵，而上面把它的元素都看作自由的。记 {named}，则在正交矩阵中的梯度是它在切空间上的投影：",

  // what must hold
  "condition.invertible": "{what} 须可逆。",
  "condition.positive": "{what} 须为正。",
  "condition.nonzero": "{what} 不得为零。",
  "condition.nonzero-entries": "{what} 的元素均不得为零。",
  "condition.unit": "{what} 的元素须在 -1 与 1 之间。",
  "condition.positive-definite": "{what} 须为对称正定矩阵。",
  "condition.simple-eigenvalues": "{what} 须为对称矩阵且特征值互异。",
  "condition.simple-singular-values": "{what} 的奇异值须互异。",
  "condition.constant-rank": "{what} 的秩在邻域内须保持不变。",
  "condition.full-rank": "{what} 须满秩。",
  "condition.full-column-rank": "{what} 须列满秩。",
  "condition.single-peak": "{what} 中绝对值最大的元素须唯一。",

  // what was checked
  "closing.lines":
    "已检验：每一行都与上一行作了数值比较，共 {equations} 个等式，取 {samples} 组尺寸和数值，最大相对误差为 {error}。",
  "closing.derivatives": "{count} 个导数与数值差分作了比较，最大相对误差为 {error}。",
} as const;
