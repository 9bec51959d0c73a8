"""The magic %%matgrad for Jupyter notebooks: a problem in matgrad's text, and its derivation as LaTeX below the cell.

    %load matgrad_magic.py      or      %run path/to/matgrad_magic.py

    %%matgrad --wrt w --detail low
    X : m x n
    L = ‖X w - y‖^2

The line takes the options of `matgrad derive`. The program is `matgrad` on the path, or what MATGRAD says, such as
"npx -y matgrad".
"""

import os
import shlex
import subprocess

from IPython import get_ipython
from IPython.display import Markdown, display


def matgrad(line, cell):
    """The derivation of the problem in the cell; a mistake is said with its place."""
    program = shlex.split(os.environ.get("MATGRAD", "matgrad"))
    command = [*program, "derive", "-", "--format", "md", *shlex.split(line)]
    try:
        run = subprocess.run(command, input=cell, capture_output=True, text=True, encoding="utf-8")
    except FileNotFoundError:
        print(f"{program[0]} is not there: npm i -g matgrad, or set MATGRAD to the command")
        return
    if run.returncode != 0:
        print(run.stderr.strip() or f"matgrad ended with status {run.returncode}")
        return
    display(Markdown(run.stdout))


get_ipython().register_magic_function(matgrad, "cell")
