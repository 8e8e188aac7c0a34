"""The networks that find and read writing: PP-OCR, from the package rapidocr, on one thread, from its files alone.

RapidOCR's own pipeline is not called: it may fetch models, logs, and does not tell where each character stands.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reseal.screening.pictures.refusal import PictureError
from reseal.screening.pictures.weights import without_denormals

_DETECT, _RECOGNISE = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_NEEDED = ("cv2", "PIL", "pillow_heif", "rapidocr", "zxingcpp")


def require_installed() -> None:
    """See to it that what reads pictures is installed.

    Raises:
        PictureError: it is not; the text names the remedy.
    """
    if not _installed():
        raise PictureError("not_installed")


@cache
def _installed() -> bool:
    return all(find_spec(name) is not None for name in _NEEDED)


@cache
def detector() -> Any:
    """The network that says where writing stands."""
    return _session(_DETECT)


@cache
def memory_returned() -> Any:
    """How a network is run for the last time on a page: its working memory goes back, as pages differ in size."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


@cache
def recogniser() -> Any:
    """The network that reads one line."""
    return _session(_RECOGNISE)


@cache
def alphabet() -> tuple[str, ...]:
    """The characters that the recogniser knows, by number; number 0 is the pause between characters."""
    content = recogniser().get_modelmeta().custom_metadata_map["character"]
    return ("", *content.split("\n"), " ")


def _session(name: str) -> Any:
    require_installed()
    import onnxruntime

    spec = find_spec("rapidocr")
    assert spec is not None and spec.origin is not None
    file = Path(spec.origin).parent / "models" / name
    if not file.is_file():
        raise PictureError("not_installed")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = True  # blocks fresh from the system cost a tenth of the time; see `memory_returned`
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(
        without_denormals(file.read_bytes()), options, providers=["CPUExecutionProvider"]
    )
