using Anomaly.Dashboard.Ui.Series;
using Anomaly.Grains.Interfaces.Series;
using Microsoft.AspNetCore.WebUtilities;

namespace Anomaly.Dashboard.Tests.Ui.Series;

public sealed class SeriesListQueryTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("cpu", null, "web-1.cpu")]
    [InlineData("50% a+b&state=x#é/?", SeriesState.WarmingUp, "a b\"<温>%2F+")]
    public void Address_ReadAgain_IsTheSame(string? match, SeriesState? state, string? after)
    {
        var query = new SeriesListQuery(match, state, after);

        var read = QueryHelpers.ParseQuery(new Uri("http://x" + query.Address).Query);

        Assert.Equal(query, SeriesListQuery.Of(read.GetValueOrDefault("q"), read.GetValueOrDefault("state"), read.GetValueOrDefault("after")));
    }

    [Theory]
    [InlineData("  ", "unknown", "")]
    [InlineData("a\0b", "nonsense", "\0")]
    public void Of_WhatCannotBeMeant_IsLeftOut(string match, string state, string after) =>
        Assert.True(SeriesListQuery.Of(match, state, after).IsAll);
}
