package main

import (
	"cmp"
	"context"
	"fmt"
	"log"
	"os"

	"quickstart/demarche"
)

func main() {
	client, err := demarche.NewClientWithResponses(cmp.Or(os.Getenv("DEMARCHE_URL"), "http://localhost:3000"))
	if err != nil {
		log.Fatal(err)
	}
	answer, err := client.ListQuotesWithResponse(context.Background(), &demarche.ListQuotesParams{
		Speaker: &[]string{"zakharova"},
		Kind:    &[]demarche.QuoteKind{demarche.Direct},
	})
	if err != nil {
		log.Fatal(err)
	}
	if answer.JSON200 == nil {
		log.Fatal(answer.Status())
	}
	for _, quote := range answer.JSON200.Data {
		fmt.Println(quote.ArticleId, *quote.Text)
	}
}
