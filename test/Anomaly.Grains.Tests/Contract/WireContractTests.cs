using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Grains.Tests.Contract;

public sealed class WireContractTests
{
    private static readonly string[] Now = [.. WireContract.Of(typeof(ISeriesGrain).Assembly)];

    [Fact]
    public async Task Contract_IsWhatIsCheckedIn()
    {
        var agreed = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "wire-contract.txt"), TestContext.Current.CancellationToken);

        Assert.True(
            agreed.SequenceEqual(Now, StringComparer.Ordinal),
            $"""
            The wire contract differs from test/Anomaly.Grains.Tests/Contract/wire-contract.txt. Lines may be added there; one that is there must stay as it is.
            Gone or changed:
            {string.Join('\n', agreed.Except(Now, StringComparer.Ordinal))}
            New:
            {string.Join('\n', Now.Except(agreed, StringComparer.Ordinal))}
            """);
    }

    [Fact]
    public void Contract_EveryInterfaceMethodAndTypeHasAnAlias() =>
        Assert.DoesNotContain(Now, line => line.Contains('!', StringComparison.Ordinal));
}
