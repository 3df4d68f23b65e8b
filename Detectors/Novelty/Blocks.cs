using System.Runtime.CompilerServices;

namespace Anomaly.Detectors.Novelty;

/// <summary>The newest overlapping blocks; the first, the third, and the one that comes next make a pattern.</summary>
[InlineArray(Length)]
internal struct Blocks
{
    public const int Length = 4;

    private double _first;
}
