using System.Runtime.CompilerServices;

namespace Anomaly.Detectors.Novelty;

/// <summary>A value for each prototype.</summary>
[InlineArray(PrototypeNovelty.Prototypes)]
internal struct OfPrototypes<T>
{
    private T _first;
}
