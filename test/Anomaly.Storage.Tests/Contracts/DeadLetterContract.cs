using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class DeadLetterContract(IBackend backend) : StorageContract(backend)
{
    [Fact]
    public async Task Newest_Recorded_ComesBackWhole()
    {
        var fence = await ClaimAsync(3);
        var letter = Some.Letter(fence, long.MaxValue) with { Detail = "the value is no JSON", Key = [0, 255], ValueHead = [], ValueSize = 2_000_000 };
        await RecordAsync(letter, letter with { Offset = 1, Key = null, At = Some.Time.AddSeconds(-1) });

        var newest = await Storage.DeadLetters.NewestAsync(10, Token);

        Assert.Equal(letter.Key, newest[0].Key);
        Assert.Empty(newest[0].ValueHead);
        Assert.Equal(letter, newest[0] with { Key = letter.Key, ValueHead = letter.ValueHead });
        Assert.Null(newest[1].Key);

        async Task RecordAsync(params DeadLetter[] letters) => Assert.True(await Storage.Partitions.RecordDeadLettersAsync(fence, letters, Token));
    }

    [Fact]
    public async Task Newest_Several_AreNewestFirstUpToTheLimit()
    {
        var fence = await ClaimAsync();
        DeadLetter[] letters =
        [
            Some.Letter(fence, 1) with { At = Some.Time.AddSeconds(1) },
            Some.Letter(fence, 2) with { At = Some.Time.AddSeconds(3) },
            Some.Letter(fence, 3) with { At = Some.Time.AddSeconds(2) },
            Some.Letter(fence, 4) with { At = Some.Time.AddSeconds(2) },
        ];
        Assert.True(await Storage.Partitions.RecordDeadLettersAsync(fence, letters, Token));

        Assert.Equal([2L, 4, 3], (await Storage.DeadLetters.NewestAsync(3, Token)).Select(letter => letter.Offset));
        Assert.Empty(await Storage.DeadLetters.NewestAsync(0, Token));
    }

    [Fact]
    public async Task Count_Reasons_MostFirstWithTheNewestTime()
    {
        var fence = await ClaimAsync();
        DeadLetter[] letters =
        [
            Some.Letter(fence, 1) with { Reason = "too_large" },
            Some.Letter(fence, 2) with { At = Some.Time.AddSeconds(9) },
            Some.Letter(fence, 3),
            Some.Letter(fence, 4) with { Reason = "bad_value", At = Some.Time.AddSeconds(-5) },
        ];
        Assert.Empty(await Storage.DeadLetters.CountAsync(Token));
        Assert.True(await Storage.Partitions.RecordDeadLettersAsync(fence, letters, Token));

        Assert.Equal(
            [
                new DeadLetterCount("not_json", 2, Some.Time.AddSeconds(9)),
                new DeadLetterCount("bad_value", 1, Some.Time.AddSeconds(-5)),
                new DeadLetterCount("too_large", 1, Some.Time),
            ],
            await Storage.DeadLetters.CountAsync(Token));
    }
}
