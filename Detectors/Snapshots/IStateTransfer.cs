namespace Anomaly.Detectors.Snapshots;

/// <summary>Reads or writes a detector's state, field by field in one order: what is written and what is read cannot drift apart.</summary>
internal interface IStateTransfer
{
    void Value(scoped ref double value);

    void Value(scoped ref float value);

    void Value(scoped ref int value);

    void Value(scoped ref long value);

    void Values(scoped Span<float> values);

    void Values(scoped Span<Half> values);

    void Values(scoped Span<ushort> values);
}
